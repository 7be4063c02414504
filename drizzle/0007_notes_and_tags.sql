ALTER TABLE "facts" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "facts" ADD COLUMN "tags" text[] DEFAULT '{}'::text[] NOT NULL;