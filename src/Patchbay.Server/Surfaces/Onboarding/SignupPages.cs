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
    OrganizationStore organizations,
    MetaApps apps,
    IOptions<OnboardingOptions> options,
    TimeProvider clock
)
{
    private static readonly HostedPageModel Unknown = new("", "", HostedPageState.Unknown);

    /// <summary>The page without its one-time token.</summary>
    public async Task<HostedPageModel> ReadAsync(Guid linkId, CancellationToken cancellation)
    {
        if (
            await links.FindByAddressAsync(linkId, cancellation) is not { } link
            || await organizations.FindAsync(link.OrganizationId, cancellation) is not { } organization
        )
            return Unknown;
        var state = StateOf(link);
        var page = HostedPageModel.From(link, organization, state);
        return state switch
        {
            HostedPageState.Completed => page with { RedirectUrl = RedirectRules.Success(link) },
            HostedPageState.Ready => apps.Find(link.Environment) is { } app
                ? page with
                {
                    RedirectUrl = link.RedirectUrl,
                    Meta = MetaOf(link, app),
                }
                : page with
                {
                    State = HostedPageState.Unavailable,
                },
            _ => page,
        };
    }

    private HostedPageState StateOf(LinkRow link) =>
        link.StatusAt(clock.GetUtcNow()) switch
        {
            LinkStatus.Completed => HostedPageState.Completed,
            LinkStatus.Expired => HostedPageState.Expired,
            _ => link.AttemptCount >= options.Value.MaxAttempts
                ? HostedPageState.TooManyAttempts
                : HostedPageState.Ready,
        };

    private static HostedPageMeta MetaOf(LinkRow link, MetaApp app) =>
        new(app.AppId, app.ConfigId, app.GraphVersion, app.SdkUrl, app.MessageOrigins, LoginOptions(link, app));

    // Coexistence is requested only if the link allows nothing else, or if the app's extras already request it.
    private static string LoginOptions(LinkRow link, MetaApp app)
    {
        var extras = JsonNode.Parse(app.LoginExtras)?.AsObject() ?? new JsonObject();
        if (JsonLists.Read(link.AllowedConnectionTypes) is [ConnectionType.Coexistence])
            extras["featureType"] = "whatsapp_business_app_onboarding";
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
