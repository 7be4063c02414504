LOCK TABLE "projects", "leases", "violations" IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
ALTER TABLE "leases" DROP CONSTRAINT "leases_root_id_projects_id_fk";
--> statement-breakpoint
ALTER TABLE "leases" ALTER COLUMN "root_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "taken_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "ended" text;--> statement-breakpoint
ALTER TABLE "violations" ADD COLUMN "label" text;--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_root_id_projects_id_fk" FOREIGN KEY ("root_id") REFERENCES "public"."projects"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "leases_ended_idx" ON "leases" USING btree ("expires_at") WHERE root_id is null;