// A certified OpenID provider for the tests of signing in. Keys, client and people come from the test.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const told = JSON.parse(process.env.OIDC_TEST);

const provider = new Provider(told.issuer, {
  clients: [told.client],
  jwks: { keys: told.keys },
  pkce: { required: () => true },
  claims: { openid: ["sub"], profile: ["name", "national_id"] },
  conformIdTokenClaims: !told.claims_in_token,
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ["only for tests"] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...told.people[id] }) }),
});

createServer(provider.callback()).listen(told.port, "127.0.0.1", () => console.log("ready"));
