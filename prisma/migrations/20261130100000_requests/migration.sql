DROP INDEX "MarketFigure_metricId_startsOn_endsOn_key";

DROP INDEX "TeamChannel_teamId_workspaceId_key";

ALTER TABLE "Blocker" ADD COLUMN     "department" TEXT,
ADD COLUMN     "dueOn" VARCHAR(10),
ADD COLUMN     "request" TEXT,
ADD COLUMN     "requestedById" UUID,
ADD COLUMN     "requestedToId" UUID;

-- Nothing could write a figure before this migration, so no row lacks its team.
ALTER TABLE "MarketFigure" ADD COLUMN     "teamId" UUID NOT NULL;

ALTER TABLE "TeamChannel" ADD COLUMN     "department" TEXT NOT NULL DEFAULT '';

CREATE TABLE "DepartmentOwner" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "department" TEXT NOT NULL,
    "personId" UUID,
    "days" INTEGER NOT NULL,

    CONSTRAINT "DepartmentOwner_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "DepartmentOwner_orgId_personId_idx" ON "DepartmentOwner"("orgId", "personId");

CREATE UNIQUE INDEX "DepartmentOwner_teamId_department_key" ON "DepartmentOwner"("teamId", "department");

CREATE INDEX "Blocker_orgId_requestedToId_closedOn_idx" ON "Blocker"("orgId", "requestedToId", "closedOn");

CREATE UNIQUE INDEX "MarketFigure_teamId_metricId_startsOn_endsOn_key" ON "MarketFigure"("teamId", "metricId", "startsOn", "endsOn");

CREATE UNIQUE INDEX "TeamChannel_teamId_workspaceId_department_key" ON "TeamChannel"("teamId", "workspaceId", "department");
