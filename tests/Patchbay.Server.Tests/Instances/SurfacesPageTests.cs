using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Patchbay.Emulator;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Instances.InstanceStage;

namespace Patchbay.Server.Tests.Instances;

/// <summary>
/// Every surface shows the same number. <c>docs/surfaces.md</c> shows the actual answers. PATCHBAY_WRITE_DOCS=1 writes
/// the page. Without it the test fails when the page is out of date.
/// </summary>
public sealed partial class SurfacesPageTests : IAsyncLifetime
{
    private const string Number = "+5511955550123";

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    /// <summary>The ways to connect a number. A new surface adds a way here and a path to Reads.</summary>
    public static TheoryData<string> Ways =>
        ["onboarding link", "provider connection", "integration account", "instance"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_number_connected_on_one_surface_is_shown_on_the_others(string way)
    {
        var (number, instance) = await ConnectAsync(way);
        // An instance can be bound to a number that is connected already.
        if (way != "instance")
            await _stage.SetUpAsync(instance, number);
        foreach (var (surface, path, find) in Reads(instance))
        {
            var answer = await _stage.Api.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK);
            find(answer).GetRawText().ShouldContain(number.PhoneNumberId, customMessage: $"{way}, read by {surface}");
        }
        (await _stage.Api.GetAsync(ConnectionStage.Root).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetArrayLength()
            .ShouldBe(1);
    }

    [Fact]
    public async Task The_page_shows_the_current_answers()
    {
        var (number, instance) = await ConnectAsync("instance");
        var page = new StringBuilder(Head);
        foreach (var (surface, path, find) in Reads(instance))
        {
            var answer = await _stage.Api.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK);
            page.Append(
                $"\n## {surface}\n\n`GET {path.Replace(instance, "{instance_id}", StringComparison.Ordinal)}`\n\n"
                    + $"```json\n{Pretty(find(answer))}\n```\n"
            );
        }
        var text = Steady(page.ToString(), number);
        if (Environment.GetEnvironmentVariable("PATCHBAY_WRITE_DOCS") is not null)
            await File.WriteAllTextAsync(PagePath(), text);
        text.ShouldBe(
            await File.ReadAllTextAsync(PagePath()),
            "docs/surfaces.md is out of date; PATCHBAY_WRITE_DOCS=1 writes it."
        );
    }

    private const string Head = """
        # One number, every surface

        This page shows how each surface answers for a number that was set up for an instance. A test makes the page from real answers;
        ids, tokens and addresses are shortened. All surfaces show the same connection, however the number was connected, and wherever its
        credentials were rotated or it was disconnected.

        """;

    private async Task<(ConnectedNumber Number, string Instance)> ConnectAsync(string way)
    {
        var instance = await _stage.CreateInstanceAsync();
        if (way == "onboarding link")
        {
            var phone = await _stage.ConnectAsync(new SignupChoices { PhoneNumber = Number });
            var token = _stage.Meta.Connect(phone.Again).AccessToken;
            return (
                new(phone.Signup.BusinessId, phone.Signup.WabaId, phone.MetaPhoneNumberId, Number, token),
                instance
            );
        }
        var number = _stage.Meta.Connect(
            new SignupChoices
            {
                PhoneNumber = Number,
                BusinessName = "Acme Bakery",
                WabaName = "Acme Bakery",
            }
        );
        if (way == "integration account")
        {
            await _stage
                .Api.PostJsonAsync(
                    AccountStage.Accounts,
                    $$$"""
                    {"channel":"whatsapp","config":{"access_token":"{{{number.AccessToken}}}",
                    "phone_number_id":"{{{number.PhoneNumberId}}}","waba_id":"{{{number.WabaId}}}"} }
                    """
                )
                .ShouldBeAsync(HttpStatusCode.Created);
        }
        else if (way == "instance")
            await _stage.SetUpAsync(instance, number, more: ""","verify_token":"choose-your-own" """);
        else
            await _stage.RegisterAsync(number);
        return (number, instance);
    }

    private static (string Surface, string Path, Func<JsonElement, JsonElement> Find)[] Reads(string instance) =>
        [
            ("Instances", Channel(instance), answer => answer),
            ("Instances, all channels", $"{Root}/{instance}/channels", answer => answer.GetProperty("channels")[0]),
            ("Provider connections", ConnectionStage.Root, answer => answer.GetProperty("data")[0]),
            ("Integrations: accounts", AccountStage.Accounts, answer => answer[0]),
            ("Onboarding: phones", "/v1/phones", answer => answer.GetProperty("data")[0]),
        ];

    private static string Pretty(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions
                {
                    Indented = true,
                    NewLine = "\n",
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            )
        )
            value.WriteTo(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // Replaces values that differ from run to run.
    private static string Steady(string text, ConnectedNumber number) =>
        Opaque
            .Replace(
                LastFour.Replace(
                    Port.Replace(
                        Connection.Replace(
                            Uuid.Replace(Instant.Replace(text, "2026-01-15T10:00:00.000Z"), "0197…"),
                            "pc_…"
                        ),
                        "https://patchbay.example.com"
                    ),
                    "\"credential_last_four\": \"…\""
                ),
                "${before}…"
            )
            .Replace(number.PhoneNumberId, "106540352242922", StringComparison.Ordinal)
            .Replace(number.WabaId, "102290129340398", StringComparison.Ordinal)
            .Replace(number.BusinessId, "506914307656634", StringComparison.Ordinal);

    private static string PagePath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/surfaces.md");

    [GeneratedRegex(
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        RegexOptions.None,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Uuid { get; }

    [GeneratedRegex("pc_[0-9A-Za-z]{24}", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Connection { get; }

    [GeneratedRegex(
        "http://(localhost|127\\.0\\.0\\.1):[0-9]+",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Port { get; }

    [GeneratedRegex("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Instant { get; }

    [GeneratedRegex(
        @"(?<before>\*{4}|/webhook/whatsapp/|verify_token"": "")[0-9A-Za-z]{4,}(?![0-9A-Za-z-])",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Opaque { get; }

    [GeneratedRegex("\"credential_last_four\": \"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LastFour { get; }
}
