using System.Text.Json;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>What the page shows for a link at a moment.</summary>
internal static class HostedPageModels
{
    public static HostedPageState StateOf(LinkRow link, int maxAttempts, DateTimeOffset now) =>
        link.StatusAt(now) switch
        {
            LinkStatus.Completed => HostedPageState.Completed,
            LinkStatus.Expired => HostedPageState.Expired,
            _ => link.AttemptCount >= maxAttempts ? HostedPageState.TooManyAttempts : HostedPageState.Ready,
        };

    public static HostedPageModel Unknown(Guid id) =>
        new(id, "", "", HostedPageState.Unknown, null, null, null, null, null);

    public static HostedPageModel Closed(LinkRow link, OrganizationRow organization, HostedPageState state) =>
        new(
            link.Id,
            link.Name,
            organization.Name,
            state,
            link.AccentColor,
            link.Locale,
            null,
            state == HostedPageState.Completed ? RedirectRules.Success(link) : null,
            null
        );

    public static HostedPageModel Ready(LinkRow link, OrganizationRow organization, string pageToken, MetaApp app) =>
        new(
            link.Id,
            link.Name,
            organization.Name,
            HostedPageState.Ready,
            link.AccentColor,
            link.Locale,
            pageToken,
            link.RedirectUrl,
            new HostedPageMeta(
                app.AppId,
                app.ConfigId,
                app.GraphVersion,
                app.SdkUrl,
                app.MessageOrigins,
                LoginOptions(link, app)
            )
        );

    // Coexistence is asked for only where the link allows nothing else, or where the app's extras already say so.
    private static string LoginOptions(LinkRow link, MetaApp app)
    {
        var extras = System.Text.Json.Nodes.JsonNode.Parse(app.LoginExtras)!.AsObject();
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
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
