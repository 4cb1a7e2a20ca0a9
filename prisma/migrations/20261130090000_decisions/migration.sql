ALTER TABLE "InsightSeen" ADD COLUMN     "onlyFor" UUID[],
ADD COLUMN     "said" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "unchanged" TEXT NOT NULL DEFAULT '';

ALTER TABLE "ActionItem" ADD COLUMN     "remindedOn" VARCHAR(10);
