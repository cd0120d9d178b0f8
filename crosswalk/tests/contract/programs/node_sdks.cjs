// What a customer's script does by Okta's and Microsoft's SDKs: nothing in it knows of a lab. Only
// the address of Graph is said, since its SDK reads it nowhere. It prints what it found, as JSON.
const okta = require("@okta/okta-sdk-nodejs");
const { EnvironmentCredential } = require("@azure/identity");
const { Client } = require("@microsoft/microsoft-graph-client");
const {
  TokenCredentialAuthenticationProvider,
} = require("@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials");

async function loginsInOkta() {
  const client = new okta.Client();
  const profile = {
    login: "new@corp.example",
    email: "new@corp.example",
    firstName: "New",
    lastName: "Nord",
  };
  await client.userApi.createUser({ body: { profile } });
  const logins = [];
  const users = await client.userApi.listUsers({ limit: 3 });
  await users.each((user) => {
    logins.push(user.profile.login);
  });
  return logins;
}

async function addressesInGraph() {
  const address = new URL(process.env.CROSSWALK_GRAPH_URL);
  const authProvider = new TokenCredentialAuthenticationProvider(
    new EnvironmentCredential({ disableInstanceDiscovery: true }),
    { scopes: ["https://graph.microsoft.com/.default"] },
  );
  const client = Client.initWithMiddleware({
    authProvider,
    baseUrl: `${address.origin}/`,
    customHosts: new Set([address.hostname]),
  });
  const listed = await client.api("/users").get();
  return listed.value.map((user) => user.mail).filter(Boolean);
}

async function main() {
  const found = { okta: await loginsInOkta(), graph: await addressesInGraph() };
  console.log(JSON.stringify(found));
  process.exit(0); // not waiting for connections that are kept open
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
