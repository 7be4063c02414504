CREATE TABLE "seed_times" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"root_id" uuid NOT NULL,
	"run" text NOT NULL,
	"shard" bigint NOT NULL,
	"worker" bigint NOT NULL,
	"label" text,
	"seed_ms" real NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "seed_times_run_idx" ON "seed_times" USING btree ("run","shard","worker");--> statement-breakpoint
CREATE INDEX "seed_times_root_idx" ON "seed_times" USING btree ("root_id");--> statement-breakpoint
CREATE INDEX "seed_times_created_idx" ON "seed_times" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "leases" DROP COLUMN "seed_ms";