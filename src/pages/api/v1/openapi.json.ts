import type { NextApiRequest, NextApiResponse } from 'next'
import { openApiDocument } from '@/server/openapi'

export default function handler(_req: NextApiRequest, res: NextApiResponse): void {
	res.status(200).json(openApiDocument())
}
