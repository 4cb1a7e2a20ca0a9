CREATE TYPE "PlanBasis" AS ENUM ('weights', 'keep', 'scale', 'gap');

ALTER TABLE "Plan" ADD COLUMN     "basis" "PlanBasis" NOT NULL DEFAULT 'weights',
ADD COLUMN     "byMonths" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "extra" DOUBLE PRECISION NOT NULL DEFAULT 0;

ALTER TABLE "PlanLine" ADD COLUMN     "askedAt" TIMESTAMPTZ(3),
ADD COLUMN     "currency" TEXT,
ADD COLUMN     "planRate" TEXT;
