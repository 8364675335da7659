using System.Globalization;
using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>Asks Meta three things at once about a WhatsApp account. What one read cannot tell does not hide what the others do.</summary>
internal sealed class WhatsAppStatusReader(ConnectionSessions sessions)
{
    private const string PhoneFields =
            "id,display_phone_number,verified_name,status,quality_rating,name_status,code_verification_status,platform_type,throughput",
        WabaFields = "id,name,currency,timezone_id,message_template_namespace,account_review_status";

    public async Task<(WhatsAppStatusAnswer? Answer, Problem? Problem)> ReadAsync(
        FullAccount account,
        CancellationToken cancellation
    )
    {
        if (account is not { Row.Channel: IntegrationChannels.WhatsApp, Connection: { } connection })
            return (null, IntegrationProblems.NotWhatsApp);
        var opened = await sessions.OpenAsync(connection, IntegrationProblems.NotConnected, cancellation);
        if (!opened.TryGet(out var session, out var problem))
            return (null, problem);
        var meta = session.Meta;
        var phone = PartAsync(() => meta.Nodes.GetAsync(connection.PhoneNumberId!, PhoneFields, cancellation));
        var waba = PartAsync(() => meta.Nodes.GetAsync(connection.WabaId!, WabaFields, cancellation));
        var subscribed = PartAsync(() => SubscribedAsync(meta, connection.WabaId!, cancellation));
        var parts = await Task.WhenAll(phone, waba, subscribed);
        var isSubscribed =
            parts[2].IsRead
            && parts[2].Value.EnumerateArray().Any(one => one.GetProperty("id").GetString() == session.App.AppId);
        return (
            new WhatsAppStatusAnswer(
                account.Row.Id,
                account.Row.DisplayName,
                connection.PhoneNumberId!,
                connection.WabaId!,
                isSubscribed && Array.TrueForAll(parts, part => part.IsRead),
                parts[0].Value,
                parts[1].Value,
                parts[2].Value,
                isSubscribed
            ),
            null
        );
    }

    private static async Task<JsonElement> SubscribedAsync(
        GraphSession meta,
        string wabaId,
        CancellationToken cancellation
    )
    {
        var apps = (await meta.BusinessAccounts.ListSubscribedAppsAsync(wabaId, cancellation)).Data.Select(
            one => new SubscribedApp(one.WhatsappBusinessApiData?.Id, one.WhatsappBusinessApiData?.Name)
        );
        return JsonSerializer.SerializeToElement([.. apps], IntegrationJson.Default.IReadOnlyListSubscribedApp);
    }

    private static async Task<(bool IsRead, JsonElement Value)> PartAsync(Func<Task<JsonElement>> read)
    {
        try
        {
            return (true, await read());
        }
        catch (GraphException error)
        {
            var problem = MetaProblems.From(error);
            var code = problem.Meta?.Code.ToString(CultureInfo.InvariantCulture) ?? problem.Code;
            return (
                false,
                JsonSerializer.SerializeToElement(
                    new FailedRead(new(code, problem.Message)),
                    IntegrationJson.Default.FailedRead
                )
            );
        }
    }
}
