// Calls an action that waits for a person with the official tasks package, once to the end and once to cancel it, and
// prints what it saw as one line of JSON.
// usage: node tasks.mjs <url> <token> <tool> <arguments> <arguments of the one that is cancelled>
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createTaskSessionFromClient, resultFromTaskOutcome } from '@modelcontextprotocol/ext-tasks/client';

const [, , url, token, tool, args, otherArgs] = process.argv;
const version = '2026-07-28';
const clientInfo = { name: 'remit-test', version: '1.0.0' };
const clientCapabilities = { extensions: { 'io.modelcontextprotocol/tasks': {} } };
const Authorization = `Bearer ${token}`;

const client = new Client(clientInfo, {
  capabilities: clientCapabilities,
  versionNegotiation: { mode: { pin: version } },
});
await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { Authorization } } }));

let id = 0;

// The package asks its host to send what the client of this version cannot.
async function rawDispatch(request) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      Authorization,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': version,
      'Mcp-Method': request.method,
      'Mcp-Name': request.params.name ?? request.params.taskId,
    },
    body: JSON.stringify({ ...request, jsonrpc: '2.0', id: `raw-${++id}` }),
  });
  const { result, error } = await response.json();
  return error ? { kind: 'error', error } : { kind: 'result', result };
}

const session = createTaskSessionFromClient(client, {
  endpointId: 'remit',
  rawDispatch,
  v2RequestFraming: { protocolVersion: version, clientInfo, clientCapabilities },
});
const allowed = await session.callTool(tool, JSON.parse(args));
const { outcome } = await allowed.settle();
const cancelled = await session.callTool(tool, JSON.parse(otherArgs));
await cancelled.cancel();
const seen = {
  kind: allowed.kind,
  taskId: allowed.handle.taskId,
  result: resultFromTaskOutcome(outcome),
  cancelled: cancelled.handle.taskId,
};
await session.close();
await client.close();
console.log(JSON.stringify(seen));
