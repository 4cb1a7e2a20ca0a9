ALTER TABLE "Goal" ADD COLUMN     "standingBefore" TEXT;
