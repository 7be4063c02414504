ALTER TABLE "facts" ALTER COLUMN "confidence" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "facts" ALTER COLUMN "confidence" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "deleted_at" timestamp with time zone;