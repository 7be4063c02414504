CREATE TABLE "production_mark" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "production_mark_only" CHECK ("production_mark"."only")
);
