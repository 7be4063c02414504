import type { NextApiRequest, NextApiResponse } from 'next'
import { openApiDocument } from '@/server/http/openapi'
import { database, testSettings } from '@/server/process/running-server'

export default async function handler(_req: NextApiRequest, res: NextApiResponse): Promise<void> {
	res.status(200).json(openApiDocument(testSettings(await database()).seeding))
}
