using Patchbay.Graph;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>What is done at Meta for a stored number: register it, subscribe our app, point its events here. Each part may be repeated.</summary>
internal sealed class NumberSetup(
    PhoneStore phones,
    ChannelStore channels,
    Vault vault,
    MasterKeys keys,
    PublicAddress address
)
{
    /// <summary>All of it; the code of the first thing that stands in the way, or null when the number is ready.</summary>
    public async Task<string?> FinishAsync(
        GraphSession meta,
        PhoneRow phone,
        string metaWabaId,
        Secret? pin,
        CancellationToken cancellation
    )
    {
        var subscribed = await TryAsync(() =>
            meta.BusinessAccounts.SubscribeAppAsync(metaWabaId, cancellationToken: cancellation)
        );
        var registered =
            phone.IsCoexistence
            || phone.Status == "CONNECTED"
            || await RegisterAsync(meta, phone, pin, cancellation) is null;
        await phones.SetRegisteredAsync(phone.Id, registered, cancellation);
        await TryAsync(() => PointHereAsync(meta, phone, cancellation)); // the app's own address gets the events too
        return !registered ? "phone_not_registered"
            : subscribed is not null ? "app_not_subscribed"
            : null;
    }

    /// <summary>Registers under the given PIN, which is then kept, or under ours; null is success.</summary>
    public async Task<GraphException?> RegisterAsync(
        GraphSession meta,
        PhoneRow phone,
        Secret? pin,
        CancellationToken cancellation
    )
    {
        var place = PhoneStore.PinPlace(phone.OrganizationId, phone.Id);
        var used = pin ?? await vault.OpenAsync(place, phone.Pin!, cancellation);
        var error = await TryAsync(() =>
            meta.PhoneNumbers.RegisterAsync(phone.MetaPhoneNumberId, used.Reveal(), cancellation)
        );
        if (error is null && pin is not null)
            await phones.SetPinAsync(phone.Id, await vault.SealAsync(place, pin, cancellation), cancellation);
        return error;
    }

    /// <summary>A number of an instance sends to the shared hook, every other to an address of its own.</summary>
    public async Task PointHereAsync(GraphSession meta, PhoneRow phone, CancellationToken cancellation)
    {
        var shared = await channels.VerifyTokenAsync(phone.Id, cancellation);
        var url = shared is null ? Addresses.PhoneWebhook(address, phone.Id) : Addresses.SharedHook(address);
        await meta.PhoneNumbers.OverrideWebhookAsync(
            phone.MetaPhoneNumberId,
            new Uri(url),
            shared?.Reveal() ?? PhoneVerifyToken.Of(keys, phone.Id),
            cancellation
        );
    }

    private static async Task<GraphException?> TryAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (GraphException error)
        {
            return error;
        }
    }
}
