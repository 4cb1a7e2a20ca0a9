-- Edits that are still to be shown are few among millions of sent messages; the schema language has no index for that.
CREATE INDEX "OutboxMessage_edits_idx" ON "OutboxMessage" ("sendAt") WHERE state = 'sent' AND revision > "shownRevision";
