-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('slack', 'discord', 'web');

-- CreateEnum
CREATE TYPE "WorkspaceState" AS ENUM ('active', 'left');

-- CreateEnum
CREATE TYPE "PersonState" AS ENUM ('active', 'left', 'erased');

-- CreateEnum
CREATE TYPE "AccountState" AS ENUM ('active', 'gone');

-- CreateEnum
CREATE TYPE "DmState" AS ENUM ('open', 'closed');

-- CreateEnum
CREATE TYPE "ChannelState" AS ENUM ('active', 'gone');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('manager', 'rep', 'observer');

-- CreateEnum
CREATE TYPE "MetricKind" AS ENUM ('activity', 'outcome');

-- CreateEnum
CREATE TYPE "MetricUnit" AS ENUM ('count', 'money', 'percent');

-- CreateEnum
CREATE TYPE "MetricDirection" AS ENUM ('more', 'less');

-- CreateEnum
CREATE TYPE "GoalState" AS ENUM ('draft', 'sent', 'acknowledged', 'understood', 'objected', 'expired', 'closed');

-- CreateEnum
CREATE TYPE "GoalResult" AS ENUM ('reached', 'missed', 'dropped');

-- CreateEnum
CREATE TYPE "DialogueKind" AS ENUM ('read_back', 'question', 'answer', 'objection', 'decision');

-- CreateEnum
CREATE TYPE "EntrySource" AS ENUM ('command', 'checkin', 'import', 'correction');

-- CreateEnum
CREATE TYPE "CheckInState" AS ENUM ('planned', 'prompted', 'answered', 'skipped', 'missed', 'excused');

-- CreateEnum
CREATE TYPE "RoundState" AS ENUM ('open', 'closed');

-- CreateEnum
CREATE TYPE "ScheduleKind" AS ENUM ('checkin', 'reminders', 'summary', 'brief');

-- CreateEnum
CREATE TYPE "OccurrenceState" AS ENUM ('planned', 'done', 'skipped');

-- CreateEnum
CREATE TYPE "OutboxState" AS ENUM ('waiting', 'sending', 'sent', 'failed', 'skipped', 'cancelled');

-- CreateEnum
CREATE TYPE "MessageKind" AS ENUM ('prompt', 'reminder', 'summary', 'detail', 'brief', 'notice', 'reply');

-- CreateEnum
CREATE TYPE "ActionState" AS ENUM ('open', 'done', 'dropped');

-- CreateEnum
CREATE TYPE "PlanState" AS ENUM ('draft', 'sent');

-- CreateEnum
CREATE TYPE "InsightState" AS ENUM ('open', 'acted', 'dismissed');

-- CreateEnum
CREATE TYPE "DealState" AS ENUM ('open', 'won', 'lost');

-- CreateTable
CREATE TABLE "Organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "isMadeUp" BOOLEAN NOT NULL DEFAULT false,
    "retentionDays" INTEGER NOT NULL DEFAULT 730,
    "nextGoal" INTEGER NOT NULL DEFAULT 1,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Workspace" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "WorkspaceState" NOT NULL DEFAULT 'active',
    "installerId" TEXT,
    "botExternalId" TEXT,
    "credential" TEXT,
    "scopes" TEXT[],
    "heldUntil" TIMESTAMPTZ(3),
    "settings" JSONB NOT NULL DEFAULT '{}',
    "leftAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "importKey" TEXT,
    "locale" TEXT,
    "zone" TEXT,
    "isAdmin" BOOLEAN NOT NULL DEFAULT false,
    "state" "PersonState" NOT NULL DEFAULT 'active',
    "hiredOn" VARCHAR(10),
    "leftOn" VARCHAR(10),
    "workPattern" DOUBLE PRECISION[],
    "country" TEXT,
    "region" TEXT,
    "quietFrom" VARCHAR(5),
    "quietTo" VARCHAR(5),
    "mutedUntil" TIMESTAMPTZ(3),
    "optedOutAt" TIMESTAMPTZ(3),
    "preferredPlatform" "Platform",
    "settings" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT,
    "zone" TEXT,
    "dmChannel" TEXT,
    "dmState" "DmState" NOT NULL DEFAULT 'open',
    "dndUntil" TIMESTAMPTZ(3),
    "state" "AccountState" NOT NULL DEFAULT 'active',
    "lastUsedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Team" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "parentId" UUID,
    "importKey" TEXT,
    "country" TEXT,
    "region" TEXT,
    "workPattern" DOUBLE PRECISION[],
    "targetsVisible" BOOLEAN NOT NULL DEFAULT false,
    "ranksVisible" BOOLEAN NOT NULL DEFAULT false,
    "pausedAt" TIMESTAMPTZ(3),
    "settings" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TeamChannel" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "ChannelState" NOT NULL DEFAULT 'active',

    CONSTRAINT "TeamChannel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "startsOn" VARCHAR(10) NOT NULL,
    "endsOn" VARCHAR(10),

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Absence" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "startsOn" VARCHAR(10) NOT NULL,
    "endsOn" VARCHAR(10) NOT NULL,
    "fraction" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "reason" TEXT,
    "byPersonId" UUID NOT NULL,
    "cancelledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "teamId" UUID,
    "date" VARCHAR(10) NOT NULL,
    "work" DOUBLE PRECISION NOT NULL,
    "name" TEXT,

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Metric" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameRu" TEXT,
    "kind" "MetricKind" NOT NULL,
    "unit" "MetricUnit" NOT NULL,
    "currency" TEXT,
    "direction" "MetricDirection" NOT NULL DEFAULT 'more',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Metric_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Goal" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "teamId" UUID NOT NULL,
    "ownerId" UUID,
    "metricId" UUID NOT NULL,
    "target" BIGINT NOT NULL,
    "stretch" BIGINT,
    "threshold" BIGINT,
    "startsOn" VARCHAR(10) NOT NULL,
    "endsOn" VARCHAR(10) NOT NULL,
    "parentId" UUID,
    "state" "GoalState" NOT NULL DEFAULT 'sent',
    "version" INTEGER NOT NULL DEFAULT 1,
    "planRate" TEXT,
    "createdById" UUID NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "acceptedAt" TIMESTAMPTZ(3),
    "liveReason" TEXT,
    "closedAt" TIMESTAMPTZ(3),
    "result" "GoalResult",
    "lesson" TEXT,
    "nextAt" TIMESTAMPTZ(3),
    "step" INTEGER NOT NULL DEFAULT 0,
    "standing" TEXT,
    "standingSince" VARCHAR(10),
    "candidate" TEXT,
    "candidateSince" VARCHAR(10),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Goal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GoalRevision" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "goalId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "target" BIGINT NOT NULL,
    "stretch" BIGINT,
    "threshold" BIGINT,
    "startsOn" VARCHAR(10) NOT NULL,
    "endsOn" VARCHAR(10) NOT NULL,
    "reason" TEXT,
    "byPersonId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GoalRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GoalDialogue" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "goalId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" "DialogueKind" NOT NULL,
    "text" TEXT NOT NULL,
    "byPersonId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "matched" BOOLEAN,
    "clarity" INTEGER,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "GoalDialogue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Entry" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "metricId" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "trials" BIGINT,
    "date" VARCHAR(10) NOT NULL,
    "source" "EntrySource" NOT NULL,
    "externalId" TEXT,
    "note" TEXT,
    "byPersonId" UUID NOT NULL,
    "goalId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "correctsId" UUID,
    "voidedAt" TIMESTAMPTZ(3),
    "voidedById" UUID,

    CONSTRAINT "Entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Deal" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "state" "DealState" NOT NULL,
    "stage" TEXT,
    "product" TEXT,
    "account" TEXT,
    "openedOn" VARCHAR(10),
    "closedOn" VARCHAR(10),
    "value" BIGINT,
    "currency" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Deal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuestionSet" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "questions" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "QuestionSet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Round" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "questionSetId" UUID,
    "date" VARCHAR(10) NOT NULL,
    "opensAt" TIMESTAMPTZ(3) NOT NULL,
    "closesAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "RoundState" NOT NULL DEFAULT 'open',
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CheckIn" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "state" "CheckInState" NOT NULL DEFAULT 'planned',
    "nextAt" TIMESTAMPTZ(3),
    "step" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "promptedAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "editedAt" TIMESTAMPTZ(3),
    "isLate" BOOLEAN NOT NULL DEFAULT false,
    "snoozes" INTEGER NOT NULL DEFAULT 0,
    "skipReason" TEXT,

    CONSTRAINT "CheckIn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Answer" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "checkInId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Blocker" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "teamId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "goalId" UUID,
    "category" TEXT NOT NULL,
    "contributing" TEXT[],
    "note" TEXT,
    "deal" TEXT,
    "stage" TEXT,
    "valueAtRisk" BIGINT,
    "currency" TEXT,
    "ownerId" UUID,
    "openedOn" VARCHAR(10) NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedOn" VARCHAR(10),
    "closedAt" TIMESTAMPTZ(3),
    "resolution" TEXT,
    "requestedAt" TIMESTAMPTZ(3),
    "checkInId" UUID,

    CONSTRAINT "Blocker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Schedule" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "kind" "ScheduleKind" NOT NULL,
    "days" INTEGER[],
    "time" VARCHAR(5) NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT true,
    "nextOn" VARCHAR(10),
    "nextAt" TIMESTAMPTZ(3),

    CONSTRAINT "Schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Occurrence" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "scheduleId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "kind" "ScheduleKind" NOT NULL,
    "date" VARCHAR(10) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "OccurrenceState" NOT NULL DEFAULT 'planned',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Occurrence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" "MessageKind" NOT NULL,
    "toPersonId" UUID,
    "toAccountId" UUID,
    "toChannelId" UUID,
    "teamId" UUID,
    "threadOfId" UUID,
    "view" JSONB NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "isProactive" BOOLEAN NOT NULL DEFAULT false,
    "state" "OutboxState" NOT NULL DEFAULT 'waiting',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "sendAt" TIMESTAMPTZ(3) NOT NULL,
    "usefulUntil" TIMESTAMPTZ(3),
    "lateBecause" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3),
    "leasedBy" TEXT,
    "problem" TEXT,
    "externalId" TEXT,
    "externalPlace" TEXT,
    "sentAt" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "shownRevision" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboundDelivery" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "answer" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InboundDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FormDraft" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "values" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FormDraft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byPersonId" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkCode" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LinkCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GoalForecast" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "goalId" UUID NOT NULL,
    "asOf" VARCHAR(10) NOT NULL,
    "version" INTEGER NOT NULL,
    "actual" BIGINT NOT NULL,
    "mean" DOUBLE PRECISION NOT NULL,
    "low" BIGINT,
    "high" BIGINT,
    "hitProbability" DOUBLE PRECISION NOT NULL,
    "ownWeight" DOUBLE PRECISION NOT NULL,
    "didHit" BOOLEAN,

    CONSTRAINT "GoalForecast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InsightSeen" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "week" VARCHAR(8) NOT NULL,
    "repeats" INTEGER NOT NULL DEFAULT 0,
    "score" DOUBLE PRECISION NOT NULL,
    "personId" UUID,
    "state" "InsightState" NOT NULL DEFAULT 'open',

    CONSTRAINT "InsightSeen_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActionItem" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "teamId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "aboutId" UUID,
    "goalId" UUID,
    "insightKey" TEXT,
    "title" TEXT NOT NULL,
    "dueOn" VARCHAR(10) NOT NULL,
    "state" "ActionState" NOT NULL DEFAULT 'open',
    "carriedOver" INTEGER NOT NULL DEFAULT 0,
    "doneAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ActionItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Plan" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "teamId" UUID NOT NULL,
    "metricId" UUID NOT NULL,
    "total" BIGINT NOT NULL,
    "unit" BIGINT NOT NULL DEFAULT 1,
    "gamma" DOUBLE PRECISION NOT NULL DEFAULT 0.5,
    "startsOn" VARCHAR(10) NOT NULL,
    "endsOn" VARCHAR(10) NOT NULL,
    "state" "PlanState" NOT NULL DEFAULT 'draft',
    "parentId" UUID,
    "goalId" UUID,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanLine" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "personId" UUID,
    "teamId" UUID,
    "weight" DOUBLE PRECISION NOT NULL,
    "ownWeight" DOUBLE PRECISION,
    "floor" BIGINT,
    "cap" BIGINT,
    "proposal" BIGINT,
    "share" BIGINT NOT NULL,
    "goalId" UUID,

    CONSTRAINT "PlanLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MarketFigure" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "metricId" UUID NOT NULL,
    "startsOn" VARCHAR(10) NOT NULL,
    "endsOn" VARCHAR(10) NOT NULL,
    "amount" BIGINT NOT NULL,
    "byPersonId" UUID NOT NULL,

    CONSTRAINT "MarketFigure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Workspace_orgId_idx" ON "Workspace"("orgId");

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_platform_externalId_key" ON "Workspace"("platform", "externalId");

-- CreateIndex
CREATE INDEX "Person_orgId_name_idx" ON "Person"("orgId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Person_orgId_importKey_key" ON "Person"("orgId", "importKey");

-- CreateIndex
CREATE INDEX "Account_orgId_personId_idx" ON "Account"("orgId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_workspaceId_externalId_key" ON "Account"("workspaceId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Team_orgId_name_key" ON "Team"("orgId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Team_orgId_importKey_key" ON "Team"("orgId", "importKey");

-- CreateIndex
CREATE INDEX "TeamChannel_workspaceId_externalId_idx" ON "TeamChannel"("workspaceId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "TeamChannel_teamId_workspaceId_key" ON "TeamChannel"("teamId", "workspaceId");

-- CreateIndex
CREATE INDEX "Membership_orgId_personId_idx" ON "Membership"("orgId", "personId");

-- CreateIndex
CREATE INDEX "Membership_orgId_teamId_idx" ON "Membership"("orgId", "teamId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_teamId_personId_startsOn_key" ON "Membership"("teamId", "personId", "startsOn");

-- CreateIndex
CREATE INDEX "Absence_orgId_personId_startsOn_idx" ON "Absence"("orgId", "personId", "startsOn");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarDay_orgId_teamId_date_key" ON "CalendarDay"("orgId", "teamId", "date");

-- CreateIndex
CREATE UNIQUE INDEX "Metric_orgId_key_key" ON "Metric"("orgId", "key");

-- CreateIndex
CREATE INDEX "Goal_orgId_ownerId_endsOn_idx" ON "Goal"("orgId", "ownerId", "endsOn");

-- CreateIndex
CREATE INDEX "Goal_orgId_teamId_endsOn_idx" ON "Goal"("orgId", "teamId", "endsOn");

-- CreateIndex
CREATE INDEX "Goal_nextAt_idx" ON "Goal"("nextAt");

-- CreateIndex
CREATE UNIQUE INDEX "Goal_orgId_number_key" ON "Goal"("orgId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "GoalRevision_goalId_version_key" ON "GoalRevision"("goalId", "version");

-- CreateIndex
CREATE INDEX "GoalDialogue_orgId_goalId_at_idx" ON "GoalDialogue"("orgId", "goalId", "at");

-- CreateIndex
CREATE INDEX "Entry_orgId_personId_metricId_date_idx" ON "Entry"("orgId", "personId", "metricId", "date");

-- CreateIndex
CREATE INDEX "Entry_orgId_teamId_metricId_date_idx" ON "Entry"("orgId", "teamId", "metricId", "date");

-- CreateIndex
CREATE UNIQUE INDEX "Entry_orgId_source_externalId_metricId_key" ON "Entry"("orgId", "source", "externalId", "metricId");

-- CreateIndex
CREATE INDEX "Deal_orgId_teamId_openedOn_idx" ON "Deal"("orgId", "teamId", "openedOn");

-- CreateIndex
CREATE INDEX "Deal_orgId_personId_closedOn_idx" ON "Deal"("orgId", "personId", "closedOn");

-- CreateIndex
CREATE UNIQUE INDEX "Deal_orgId_externalId_key" ON "Deal"("orgId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "QuestionSet_teamId_version_key" ON "QuestionSet"("teamId", "version");

-- CreateIndex
CREATE INDEX "Round_state_closesAt_idx" ON "Round"("state", "closesAt");

-- CreateIndex
CREATE UNIQUE INDEX "Round_teamId_date_key" ON "Round"("teamId", "date");

-- CreateIndex
CREATE INDEX "CheckIn_nextAt_idx" ON "CheckIn"("nextAt");

-- CreateIndex
CREATE INDEX "CheckIn_orgId_personId_dueAt_idx" ON "CheckIn"("orgId", "personId", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "CheckIn_roundId_personId_key" ON "CheckIn"("roundId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_checkInId_key_key" ON "Answer"("checkInId", "key");

-- CreateIndex
CREATE INDEX "Blocker_orgId_teamId_closedOn_idx" ON "Blocker"("orgId", "teamId", "closedOn");

-- CreateIndex
CREATE INDEX "Blocker_orgId_personId_closedOn_idx" ON "Blocker"("orgId", "personId", "closedOn");

-- CreateIndex
CREATE UNIQUE INDEX "Blocker_orgId_number_key" ON "Blocker"("orgId", "number");

-- CreateIndex
CREATE INDEX "Schedule_nextAt_idx" ON "Schedule"("nextAt");

-- CreateIndex
CREATE UNIQUE INDEX "Schedule_teamId_kind_key" ON "Schedule"("teamId", "kind");

-- CreateIndex
CREATE INDEX "Occurrence_state_dueAt_idx" ON "Occurrence"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Occurrence_scheduleId_date_key" ON "Occurrence"("scheduleId", "date");

-- CreateIndex
CREATE INDEX "OutboxMessage_state_sendAt_idx" ON "OutboxMessage"("state", "sendAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_toPersonId_isProactive_sentAt_idx" ON "OutboxMessage"("toPersonId", "isProactive", "sentAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_workspaceId_state_sendAt_idx" ON "OutboxMessage"("workspaceId", "state", "sendAt");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMessage_orgId_key_key" ON "OutboxMessage"("orgId", "key");

-- CreateIndex
CREATE INDEX "InboundDelivery_at_idx" ON "InboundDelivery"("at");

-- CreateIndex
CREATE UNIQUE INDEX "InboundDelivery_workspaceId_key_key" ON "InboundDelivery"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "FormDraft_at_idx" ON "FormDraft"("at");

-- CreateIndex
CREATE INDEX "AuditEvent_orgId_at_idx" ON "AuditEvent"("orgId", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_orgId_subject_subjectId_idx" ON "AuditEvent"("orgId", "subject", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "LinkCode_hash_key" ON "LinkCode"("hash");

-- CreateIndex
CREATE INDEX "GoalForecast_orgId_didHit_idx" ON "GoalForecast"("orgId", "didHit");

-- CreateIndex
CREATE UNIQUE INDEX "GoalForecast_goalId_asOf_key" ON "GoalForecast"("goalId", "asOf");

-- CreateIndex
CREATE INDEX "InsightSeen_orgId_teamId_week_idx" ON "InsightSeen"("orgId", "teamId", "week");

-- CreateIndex
CREATE UNIQUE INDEX "InsightSeen_teamId_key_week_key" ON "InsightSeen"("teamId", "key", "week");

-- CreateIndex
CREATE INDEX "ActionItem_orgId_teamId_state_idx" ON "ActionItem"("orgId", "teamId", "state");

-- CreateIndex
CREATE INDEX "ActionItem_orgId_ownerId_state_idx" ON "ActionItem"("orgId", "ownerId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "ActionItem_orgId_number_key" ON "ActionItem"("orgId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Plan_orgId_number_key" ON "Plan"("orgId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "PlanLine_planId_personId_teamId_key" ON "PlanLine"("planId", "personId", "teamId");

-- CreateIndex
CREATE UNIQUE INDEX "MarketFigure_metricId_startsOn_endsOn_key" ON "MarketFigure"("metricId", "startsOn", "endsOn");

-- AddForeignKey
ALTER TABLE "Workspace" ADD CONSTRAINT "Workspace_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Team" ADD CONSTRAINT "Team_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamChannel" ADD CONSTRAINT "TeamChannel_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamChannel" ADD CONSTRAINT "TeamChannel_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Goal" ADD CONSTRAINT "Goal_metricId_fkey" FOREIGN KEY ("metricId") REFERENCES "Metric"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Goal" ADD CONSTRAINT "Goal_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Goal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GoalRevision" ADD CONSTRAINT "GoalRevision_goalId_fkey" FOREIGN KEY ("goalId") REFERENCES "Goal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GoalDialogue" ADD CONSTRAINT "GoalDialogue_goalId_fkey" FOREIGN KEY ("goalId") REFERENCES "Goal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Entry" ADD CONSTRAINT "Entry_metricId_fkey" FOREIGN KEY ("metricId") REFERENCES "Metric"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CheckIn" ADD CONSTRAINT "CheckIn_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_checkInId_fkey" FOREIGN KEY ("checkInId") REFERENCES "CheckIn"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanLine" ADD CONSTRAINT "PlanLine_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;
