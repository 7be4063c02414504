import postgres from 'postgres'

const [url, name] = process.argv.slice(2)
const sql = postgres(url, { max: 1, onnotice: () => {} })
await sql`drop database if exists ${sql(name)} with (force)`
await sql`create database ${sql(name)}`
await sql.end()
