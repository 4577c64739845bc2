import { defineConfig } from "vitest/config";

// One plain module without a hash in its name: Django's manifest storage adds the hash. The result is
// committed, so that a server needs no Node; ./test builds it again and fails when a byte differs.
// ES2020 is what Chrome 80, Safari 14 and Firefox 78 read: older phones get the page without islands.
export default defineConfig({
  build: {
    target: "es2020",
    outDir: "src/danchu/kit/static/kit",
    emptyOutDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: "islands/index.ts",
      output: { entryFileNames: "islands.js", format: "es" },
    },
  },
  test: {
    environment: "jsdom",
    include: ["islands/**/*.test.ts"],
    restoreMocks: true,
  },
});
