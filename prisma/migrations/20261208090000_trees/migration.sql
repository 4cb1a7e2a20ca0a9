CREATE INDEX "Team_orgId_parentId_idx" ON "Team"("orgId", "parentId");
CREATE INDEX "Goal_orgId_parentId_idx" ON "Goal"("orgId", "parentId");
