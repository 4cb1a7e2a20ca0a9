-- A day for the whole organisation has no team, and nulls are never equal in an ordinary unique index.
CREATE UNIQUE INDEX "CalendarDay_orgId_date_everywhere_key" ON "CalendarDay"("orgId", "date") WHERE "teamId" IS NULL;
