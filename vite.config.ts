import { defineConfig } from "vitest/config";

// Plain modules without a hash in their names: Django's manifest storage adds the hash. The results are
// committed, so that a server needs no Node; ./test builds them again and fails when a byte differs.
// Each is built by itself (`vite build --mode NAME`): a service worker may import nothing.
// ES2020 is what Chrome 80, Safari 14 and Firefox 78 read: older phones get the page without islands.
const ENTRIES: Record<string, string> = {
  islands: "islands/index.ts",
  offline: "islands/offline/register.ts",
  worker: "islands/offline/worker.ts",
};

export default defineConfig(({ mode }) => ({
  build: {
    target: "es2020",
    outDir: "src/danchu/kit/static/kit",
    emptyOutDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: ENTRIES[mode] ?? "islands/index.ts",
      output: { entryFileNames: mode in ENTRIES ? `${mode}.js` : "islands.js", format: "es" },
    },
  },
  test: {
    environment: "jsdom",
    include: ["islands/**/*.test.ts"],
    restoreMocks: true,
  },
}));
