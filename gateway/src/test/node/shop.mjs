// Walks through the demo shop with an official MCP client, and prints what it saw as JSON, one line per part.
// usage: node shop.mjs '{"which": "client"|"sdk", "pin": null|"<version>",
//   "http": {"url": …, "token": …} | "stdio": {"command": …, "args": […], "env": {…}},
//   "email": …, "orderNo": …, "othersOrderNo": …}'
// After each part it waits for a line on standard input. Over stdio there is a second one, whose grant may be another.
import { createInterface } from 'node:readline';

const plan = JSON.parse(process.argv[2]);
const word = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const packages = {
  async client() {
    const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
    const { StdioClientTransport } = await import('@modelcontextprotocol/client/stdio');
    const mode = plan.pin ? { pin: plan.pin } : 'auto';
    return { Client, StreamableHTTPClientTransport, StdioClientTransport, options: { versionNegotiation: { mode } } };
  },
  async sdk() {
    const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
    const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
    const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
    return { Client, StreamableHTTPClientTransport, StdioClientTransport, options: {} };
  },
};

const { Client, StreamableHTTPClientTransport, StdioClientTransport, options } = await packages[plan.which]();
const transport = plan.http
  ? new StreamableHTTPClientTransport(new URL(plan.http.url), {
      requestInit: { headers: { Authorization: `Bearer ${plan.http.token}` } },
    })
  : new StdioClientTransport({ ...plan.stdio, stderr: 'inherit' });
const client = new Client({ name: 'remit-test', version: '1.0.0' }, options);

function call(name, args) {
  return client.callTool({ name, arguments: args });
}

async function walk() {
  return {
    unverified: await call('get_order', { order_no: plan.orderNo }),
    verified: await call('verify_customer', { email: plan.email }),
    order: await call('get_order', { order_no: plan.orderNo }),
    others: await call('get_order', { order_no: plan.othersOrderNo }),
  };
}

async function say(part) {
  console.log(JSON.stringify(part));
  await word.next();
}

await client.connect(transport);
const { tools } = await client.listTools(); // from here on the client checks results against output schemas
await say({ server: client.getServerVersion(), tools, ...(await walk()) });
if (plan.stdio) {
  await say(await walk());
}
await client.close();
process.stdin.destroy();
