using Patchbay.Graph;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// Deregisters a number that is disconnected, where that is safe: we registered it ourselves, no other connection
/// uses it, and it does not live in the WhatsApp Business app.
/// </summary>
internal sealed class NumberRelease(NumberRegistration registration, ConnectionStore connections)
{
    public async Task RunAsync(
        GraphSession meta,
        ConnectionRow connection,
        PhoneRow phone,
        UndoReport report,
        CancellationToken cancellation
    )
    {
        if (phone.IsCoexistence)
        {
            report.Leave(
                LeftAtMeta.Registration,
                "The number stays in the WhatsApp Business app. Its owner disconnects it there."
            );
        }
        else if (!report.MayDeregister || phone.RegisteredHereAt is null)
        {
            report.Leave(
                LeftAtMeta.Registration,
                "The number stays registered at Meta. Deregister it there if no other system uses it."
            );
        }
        else if (await IsUsedElsewhereAsync(connection, phone, cancellation))
            report.Leave(LeftAtMeta.Registration, "The number stays registered, because another connection uses it.");
        else
            await DeregisterAsync(meta, phone, report, cancellation);
    }

    private async Task DeregisterAsync(
        GraphSession meta,
        PhoneRow phone,
        UndoReport report,
        CancellationToken cancellation
    )
    {
        report.IsDeregistered = await registration.UndoAsync(
            meta,
            phone.Environment,
            phone.MetaPhoneNumberId,
            cancellation
        );
        if (report.IsDeregistered)
        {
            report.Leave(
                LeftAtMeta.TwoStepPin,
                "The number keeps its two-step PIN. Connecting it again here uses the PIN; to register it elsewhere, "
                    + "set a new PIN in WhatsApp Manager."
            );
        }
        else
            report.Leave(LeftAtMeta.Registration, "Meta did not deregister the number now. Deregister it there.");
    }

    private async Task<bool> IsUsedElsewhereAsync(
        ConnectionRow connection,
        PhoneRow phone,
        CancellationToken cancellation
    )
    {
        foreach (var environment in Environments.All)
        {
            if (
                await connections.IsPhoneHeldElsewhereAsync(
                    environment,
                    phone.MetaPhoneNumberId,
                    connection.Id,
                    cancellation
                )
            )
                return true;
        }
        return false;
    }
}
