CREATE TYPE "public"."fact_status" AS ENUM('pending', 'approved', 'needs_review', 'flagged', 'rejected');--> statement-breakpoint
CREATE TYPE "public"."output_mode" AS ENUM('paragraph', 'research_brief', 'script_outline', 'split');--> statement-breakpoint
CREATE TABLE "facts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"claim" text NOT NULL,
	"quote" text,
	"quote_start" integer,
	"quote_end" integer,
	"status" "fact_status" DEFAULT 'pending' NOT NULL,
	"key_claim" boolean DEFAULT false NOT NULL,
	"pinned" boolean DEFAULT false NOT NULL,
	"confidence" smallint DEFAULT 50 NOT NULL,
	"position" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', "facts"."claim" || ' ' || coalesce("facts"."quote", ''))) STORED,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "facts_confidence_range" CHECK ("facts"."confidence" between 0 and 100),
	CONSTRAINT "facts_quote_whole" CHECK (num_nulls("facts"."quote", "facts"."quote_start", "facts"."quote_end") in (0, 3) and coalesce("facts"."quote_start" >= 0 and "facts"."quote_end" > "facts"."quote_start", true))
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"run" text NOT NULL,
	"shard" bigint NOT NULL,
	"worker" bigint NOT NULL,
	"label" text,
	"facts_count" integer NOT NULL,
	"seed_ms" real,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outputs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"mode" "output_mode" NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"blocks" jsonb NOT NULL,
	"citations" jsonb NOT NULL,
	"fact_ids" uuid[] NOT NULL,
	"sources_count" integer NOT NULL,
	"engine" text NOT NULL,
	"engine_version" text NOT NULL,
	"input_hash" text NOT NULL,
	"pinned" boolean DEFAULT false NOT NULL,
	"share_token" uuid,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outputs_share_token_unique" UNIQUE("share_token")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"title" text NOT NULL,
	"seeded" boolean DEFAULT false NOT NULL,
	"lease_id" uuid,
	"expires_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"title" text NOT NULL,
	"url" text,
	"text" text NOT NULL,
	"text_sha256" text NOT NULL,
	"seeded" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "violations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"procedure" text NOT NULL,
	"lease_id" uuid,
	"run" text NOT NULL,
	"shard" bigint NOT NULL,
	"worker" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"seed_project_id" uuid,
	"lease_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outputs" ADD CONSTRAINT "outputs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "facts_project_position_idx" ON "facts" USING btree ("project_id","position","id");--> statement-breakpoint
CREATE INDEX "facts_source_idx" ON "facts" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "facts_search_idx" ON "facts" USING gin ("search");--> statement-breakpoint
CREATE INDEX "leases_project_idx" ON "leases" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "leases_run_idx" ON "leases" USING btree ("run","shard","worker");--> statement-breakpoint
CREATE INDEX "outputs_project_idx" ON "outputs" USING btree ("project_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "projects_workspace_idx" ON "projects" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "projects_lease_idx" ON "projects" USING btree ("lease_id");--> statement-breakpoint
CREATE INDEX "projects_created_idx" ON "projects" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "projects_expiry_idx" ON "projects" USING btree ("expires_at") WHERE "projects"."expires_at" is not null;--> statement-breakpoint
CREATE INDEX "sources_project_idx" ON "sources" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "sources_project_text_idx" ON "sources" USING btree ("project_id","text_sha256");--> statement-breakpoint
CREATE INDEX "violations_run_idx" ON "violations" USING btree ("run","shard");--> statement-breakpoint
CREATE INDEX "violations_lease_idx" ON "violations" USING btree ("lease_id");--> statement-breakpoint
CREATE INDEX "violations_created_idx" ON "violations" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "workspaces_seed_project_idx" ON "workspaces" USING btree ("seed_project_id");--> statement-breakpoint
CREATE INDEX "workspaces_lease_idx" ON "workspaces" USING btree ("lease_id");