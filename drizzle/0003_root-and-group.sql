ALTER TABLE "leases" RENAME COLUMN "project_id" TO "root_id";--> statement-breakpoint
ALTER TABLE "leases" RENAME CONSTRAINT "leases_project_id_projects_id_fk" TO "leases_root_id_projects_id_fk";--> statement-breakpoint
ALTER INDEX "leases_project_idx" RENAME TO "leases_root_idx";--> statement-breakpoint
ALTER TABLE "leases" DROP COLUMN "facts_count";--> statement-breakpoint
ALTER TABLE "workspaces" RENAME COLUMN "seed_project_id" TO "seed_root_id";--> statement-breakpoint
ALTER INDEX "workspaces_seed_project_idx" RENAME TO "workspaces_seed_root_idx";
