ALTER TABLE "leases" RENAME COLUMN "project_id" TO "root_id";--> statement-breakpoint
ALTER TABLE "leases" RENAME CONSTRAINT "leases_project_id_projects_id_fk" TO "leases_root_id_projects_id_fk";--> statement-breakpoint
ALTER INDEX "leases_project_idx" RENAME TO "leases_root_idx";--> statement-breakpoint
ALTER TABLE "leases" DROP COLUMN "facts_count";
