using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>Decides what the page shows for a link now.</summary>
internal sealed class SignupPages(
    LinkStore links,
    AttemptStore attempts,
    OrganizationStore organizations,
    LinkRedirects redirects,
    MetaApps apps,
    PublicAddress address,
    IOptions<OnboardingOptions> options,
    TimeProvider clock
)
{
    private static readonly HostedPageModel Unknown = new("", "", HostedPageState.Unknown);

    /// <summary>The page without its one-time token, for a browser at <paramref name="source"/>.</summary>
    public async Task<HostedPageModel> ReadAsync(Guid linkId, string source, CancellationToken cancellation)
    {
        if (
            await links.FindByAddressAsync(linkId, cancellation) is not { } link
            || await organizations.FindAsync(link.OrganizationId, cancellation) is not { } organization
        )
            return Unknown;
        var page = HostedPageModel.From(link, organization, await StateAsync(link, source, cancellation));
        if (page.State == HostedPageState.Ready)
        {
            return apps.Find(link.Environment) is { } app
                ? await ReadyAsync(page, link, app, cancellation)
                : page with
                {
                    State = HostedPageState.Unavailable,
                };
        }
        page = page with { RefreshUrl = await RefreshUrlAsync(link, page.State, cancellation) };
        return page.State == HostedPageState.Completed
            ? page with
            {
                RedirectUrl = await redirects.SuccessAsync(link, cancellation),
            }
            : page;
    }

    private async Task<HostedPageModel> ReadyAsync(
        HostedPageModel page,
        LinkRow link,
        MetaApp app,
        CancellationToken cancellation
    )
    {
        var extras = ExtrasOf(link, app);
        var reported = CompletionErrors.Sentence(CompletionErrors.Reported);
        return page with
        {
            RedirectUrl = link.RedirectUrl,
            Meta = MetaOf(app, extras),
            DialogUrl = FullPageDialog.Address(app, link.Id, extras, FullPageDialog.ReturnAddress(address)),
            AbandonedUrl = await redirects.LeaveAsync(link, new(RedirectStatus.Abandoned), cancellation),
            ReportedUrl = await redirects.LeaveAsync(link, new(RedirectStatus.Error, reported), cancellation),
        };
    }

    private Task<string?> RefreshUrlAsync(LinkRow link, HostedPageState state, CancellationToken cancellation) =>
        redirects.RefreshAsync(
            link,
            state switch
            {
                HostedPageState.Completed => RedirectStatus.Completed,
                HostedPageState.TooManyAttempts => RedirectStatus.TooManyAttempts,
                HostedPageState.Replaced => RedirectStatus.Replaced,
                _ => RedirectStatus.Expired,
            },
            cancellation
        );

    private async Task<HostedPageState> StateAsync(LinkRow link, string source, CancellationToken cancellation) =>
        link.StatusAt(clock.GetUtcNow()) switch
        {
            LinkStatus.Completed => HostedPageState.Completed,
            LinkStatus.Expired => link.ReplacedBy is null ? HostedPageState.Expired : HostedPageState.Replaced,
            _ => await attempts.CountAsync(link.Id, PageTokens.Hash(source), cancellation) >= options.Value.MaxAttempts
                ? HostedPageState.TooManyAttempts
                : HostedPageState.Ready,
        };

    private static HostedPageMeta MetaOf(MetaApp app, JsonObject extras) =>
        new(app.AppId, app.ConfigId, app.GraphVersion, app.SdkUrl, app.MessageOrigins, LoginOptions(app, extras));

    // Coexistence is requested only if the link allows nothing else, or if the app's extras already request it.
    private static JsonObject ExtrasOf(LinkRow link, MetaApp app)
    {
        var extras = JsonNode.Parse(app.LoginExtras)?.AsObject() ?? new JsonObject();
        if (JsonLists.Read(link.AllowedConnectionTypes) is [ConnectionType.Coexistence])
            extras["featureType"] = "whatsapp_business_app_onboarding";
        return extras;
    }

    private static string LoginOptions(MetaApp app, JsonObject extras)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("config_id", app.ConfigId);
            json.WriteString("response_type", "code");
            json.WriteBoolean("override_default_response_type", true);
            json.WritePropertyName("extras");
            extras.WriteTo(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
