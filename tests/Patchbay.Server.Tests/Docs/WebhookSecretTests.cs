using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Tests.Docs;

/// <summary>docs/webhooks.md says how each form of secret verifies.</summary>
public sealed class WebhookSecretTests
{
    private static readonly string[] DecodedByLibraries =
    [
        EndpointRules.NewSecret(new Ids(TimeProvider.System)),
        Whsec(24),
        Whsec(32),
        Whsec(64),
    ];

    private static readonly string[] TakenAsBytes =
    [
        Whsec(16),
        Whsec(65),
        "whsec_my_secret_key_123",
        "whsec_" + new string('A', 43),
        "a secret in plain text",
        "ein schönes, langes Geheimnis",
        "00112233445566778899aabbccddeeff",
        Convert.ToBase64String(new byte[32]),
    ];

    [Fact]
    public void The_first_row_is_what_libraries_decode_and_the_other_rows_are_bytes()
    {
        // What the libraries do with a text: they take off the prefix and decode the rest.
        foreach (var secret in DecodedByLibraries)
            EndpointRules.KeyOf(secret).ShouldBe(Convert.FromBase64String(secret["whsec_".Length..]), secret);
        foreach (var secret in TakenAsBytes)
            EndpointRules.KeyOf(secret).ShouldBe(Encoding.UTF8.GetBytes(secret), secret);
    }

    [Fact]
    public async Task The_JavaScript_example_verifies_every_form()
    {
        var now = TimeProvider.System.GetUtcNow();
        List<Case> cases =
        [
            .. DecodedByLibraries.Concat(TakenAsBytes).Select(secret => new Case(secret, secret, now)),
            new(Whsec(32), Whsec(24), now),
            new("a secret in plain text", "another in plain text", now),
            new(Whsec(32), Whsec(32), now.AddMinutes(-6)),
        ];
        var code =
            DocExample.Read("webhooks.md", "js", "export function verify")
            + """

                import { readFileSync } from "node:fs";
                const cases = JSON.parse(readFileSync(0, "utf8"));
                console.log(JSON.stringify(cases.map((one) => verify(one.secret, one.headers, Buffer.from(one.body)))));
                """;

        var answers = await DocExample.RunAsync(
            "node",
            "example.mjs",
            code,
            new JsonArray([.. cases.Select(sent => sent.ToJson())]).ToJsonString()
        );

        answers
            .EnumerateArray()
            .Select(answer => answer.GetBoolean())
            .ShouldBe(cases.Select(sent => sent.Secret == sent.SignedWith && sent.At == now));
    }

    private static string Whsec(int bytes) =>
        "whsec_" + Convert.ToBase64String([.. Enumerable.Range(200, bytes).Select(value => (byte)value)]);

    /// <summary>A webhook signed with one secret and verified with another, or the same.</summary>
    private sealed record Case(string Secret, string SignedWith, DateTimeOffset At)
    {
        public JsonNode ToJson()
        {
            const string body = """{"event":"message.received","data":{"text":"Olá ✅"}}""";
            var time = At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var signed = Encoding.UTF8.GetBytes($"01a22c2e.{time}.{body}");
            var signature = Convert.ToBase64String(HMACSHA256.HashData(EndpointRules.KeyOf(SignedWith), signed));
            return new JsonObject
            {
                ["secret"] = Secret,
                ["body"] = body,
                ["headers"] = new JsonObject
                {
                    ["webhook-id"] = "01a22c2e",
                    ["webhook-timestamp"] = time,
                    ["webhook-signature"] = $"v1,bm90aGluZw== v1,{signature}",
                },
            };
        }
    }
}
