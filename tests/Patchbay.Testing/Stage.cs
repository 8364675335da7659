using Microsoft.Extensions.DependencyInjection;
using Patchbay.Emulator;

namespace Patchbay.Testing;

/// <summary>What most tests need: a server, an emulator of Meta, and an organization with keys.</summary>
public sealed class Stage : IAsyncDisposable
{
    private Stage(
        PatchbayHost host,
        GraphEmulator meta,
        TestOrganization organization,
        IReadOnlyDictionary<string, string?> settings
    )
    {
        Settings = settings;
        Host = host;
        Meta = meta;
        Organization = organization;
    }

    public PatchbayHost Host { get; }

    /// <summary>The settings of the server, for starting a second one.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    public GraphEmulator Meta { get; }

    public TestOrganization Organization { get; }

    /// <summary>The organization's sandbox key with every scope.</summary>
    public HttpClient Api => Organization.Sandbox;

    public ManualClock Clock => Host.Clock;

    public static async Task<Stage> StartAsync(
        DatabaseKind kind = DatabaseKind.Sqlite,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null
    )
    {
        var clock = new ManualClock();
        var meta = await GraphEmulator.StartAsync(new EmulatorOptions { Clock = clock, StatusDelay = TimeSpan.Zero });
        var url = meta.BaseAddress.ToString().TrimEnd('/');
        var all = new Dictionary<string, string?>
        {
            ["Meta:Sandbox:AppId"] = meta.AppId,
            ["Meta:Sandbox:AppSecret"] = meta.AppSecret,
            ["Meta:Sandbox:ConfigId"] = meta.ConfigId,
            ["Meta:Sandbox:GraphBaseUrl"] = url,
            ["Meta:Sandbox:SdkUrl"] = url + "/en_US/sdk.js",
            ["Meta:Sandbox:MessageOrigins:0"] = url,
            ["Meta:Sandbox:SubscribeApp"] = "true",
            ["Meta:Sandbox:InstagramBaseUrl"] = url,
            ["Meta:Sandbox:DialogBaseUrl"] = url,
            ["Meta:Sandbox:InstagramAppId"] = EmulatorDefaults.InstagramAppId,
            ["Meta:Sandbox:InstagramAppSecret"] = EmulatorDefaults.InstagramAppSecret,
            ["Meta:Sandbox:InstagramLoginBaseUrl"] = url,
            ["Meta:Sandbox:InstagramDialogBaseUrl"] = url,
            ["Payments:Sandbox:AbacatePayUrl"] = url + "/api.abacatepay.com/v2",
            ["Payments:Sandbox:IniciadorUrl"] = url + "/consumer.sandbox.inic.dev/v1",
            ["Payments:Sandbox:AbacatePayWebhookKey"] = EmulatorDefaults.AbacatePayWebhookKey,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
            all[name] = value;
        var host = await PatchbayHost.StartAsync(kind, all, services, clock);
        return new(host, meta, await host.CreateOrganizationAsync(), all);
    }

    /// <summary>Creates a link with the organization's key.</summary>
    public async Task<Link> CreateLinkAsync(string json = """{"name":"Acme Corp","externalId":"customer-123"}""")
    {
        var made = await Api.PostJsonAsync("/v1/onboarding-links", json)
            .ShouldBeAsync(System.Net.HttpStatusCode.Created);
        return new Link(this, Guid.Parse(made.GetProperty("data").GetProperty("id").GetString()!));
    }

    /// <summary>Creates a link and completes its sign-up, so that a number is connected.</summary>
    public async Task<ConnectedPhone> ConnectAsync(
        SignupChoices? choices = null,
        string linkJson = """{"name":"Acme Corp","externalId":"customer-123"}"""
    )
    {
        var link = await CreateLinkAsync(linkJson);
        var outcome = Meta.SignUp(choices);
        await using var page = await link.OpenAsync();
        var answer = await page.CallbackAsync(outcome);
        if (answer.GetProperty("status").GetString() != "success")
            throw new InvalidOperationException($"Sign-up failed: {answer}");
        var read = await link.ReadAsync();
        return new ConnectedPhone(
            read.GetProperty("phoneNumberId").GetString()!,
            read.GetProperty("wabaId").GetString()!,
            outcome,
            link
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Meta.DisposeAsync();
    }
}

/// <summary>A number that was connected through a link.</summary>
public sealed record ConnectedPhone(string Id, string WabaId, SignupOutcome Signup, Link Link)
{
    public string MetaPhoneNumberId => Signup.PhoneNumberId!;

    /// <summary>The choices of a customer who signs up again with the same number.</summary>
    public SignupChoices Again =>
        new()
        {
            BusinessId = Signup.BusinessId,
            WabaId = Signup.WabaId,
            PhoneNumberId = Signup.PhoneNumberId,
        };
}
