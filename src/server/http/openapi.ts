import { generateOpenApiDocument } from 'trpc-to-openapi'
import { appRouter } from './mounted-router'

/** The OpenAPI 3.1 document of the REST aliases that this server has. */
export function openApiDocument({ mounted }: { mounted: boolean }) {
	const contents = mounted ? 'Seeding of isolated test data, and health.' : 'Health.'
	return generateOpenApiDocument(appRouter(mounted), {
		title: 'Artifact',
		description: `${contents} The same procedures answer on tRPC.`,
		version: '1.0.0',
		openApiVersion: '3.1.0',
		baseUrl: '/api/v1',
		securitySchemes: mounted ? { token: { type: 'http', scheme: 'bearer' } } : {},
	})
}
