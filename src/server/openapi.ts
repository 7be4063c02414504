import { generateOpenApiDocument } from 'trpc-to-openapi'
import { appRouter } from './surfaces'

/** The OpenAPI 3.1 document of the REST aliases that this server has. */
export function openApiDocument() {
	return generateOpenApiDocument(appRouter(), {
		title: 'Artifact',
		description: 'Seeding of isolated test data, and health. The same procedures answer on tRPC.',
		version: '1.0.0',
		openApiVersion: '3.1.0',
		baseUrl: '/api/v1',
		securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
	})
}
