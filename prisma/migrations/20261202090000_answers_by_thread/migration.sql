CREATE INDEX "OutboxMessage_threadOfId_idx" ON "OutboxMessage"("threadOfId");
