export const config = { api: { bodyParser: false } }

export { handleRest as default } from '@/server/http/rest'
