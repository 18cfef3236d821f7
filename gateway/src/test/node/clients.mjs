// Lists and calls tools with an official MCP client and prints what it saw as one line of JSON.
// usage: node clients.mjs <client|sdk> <url> <token> [<version to pin, for client>]
const [, , which, url, token, pin] = process.argv;

const packages = {
  async client() {
    const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
    const mode = pin ? { pin } : 'auto';
    return { Client, StreamableHTTPClientTransport, options: { versionNegotiation: { mode } } };
  },
  async sdk() {
    const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
    const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
    return { Client, StreamableHTTPClientTransport, options: {} };
  },
};

const { Client, StreamableHTTPClientTransport, options } = await packages[which]();

function transport(bearer) {
  return new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { Authorization: `Bearer ${bearer}` } },
  });
}

async function failure(action) {
  try {
    await action();
    return null;
  } catch (error) {
    return { code: error.code ?? null, message: String(error.message) };
  }
}

const client = new Client({ name: 'remit-test', version: '1.0.0' }, options);
await client.connect(transport(token));
const value = { text: 'Zoë 😀 ", \\, \u0000', number: 1.5, list: [null, true] };
const listed = await client.listTools();
const seen = {
  server: client.getServerVersion(),
  capabilities: client.getServerCapabilities(),
  instructions: client.getInstructions(),
  tools: listed.tools.map((tool) => tool.name),
  sent: { value },
  echo: await client.callTool({ name: 'echo', arguments: { value } }),
  unicode: await client.callTool({ name: 'name, with ünïcode', arguments: { value: 1 } }),
  refuse: await client.callTool({ name: 'refuse', arguments: {} }),
  unknown: await failure(() => client.callTool({ name: 'drop_tables', arguments: {} })),
};
await client.close();

const stranger = new Client({ name: 'remit-test', version: '1.0.0' }, options);
seen.stranger = await failure(() => stranger.connect(transport('stolen')));
console.log(JSON.stringify(seen));
