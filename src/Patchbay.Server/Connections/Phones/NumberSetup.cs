using Patchbay.Graph;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// Sets a stored number up at Meta: registers it, subscribes our app and directs its events here. Each part may be
/// repeated.
/// </summary>
internal sealed class NumberSetup(
    PhoneStore phones,
    ChannelStore channels,
    Vault vault,
    MasterKeys keys,
    PublicAddress address
)
{
    /// <summary>
    /// Runs all parts. Returns null when the number is ready, otherwise the code of the first failure.
    /// </summary>
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
        // If this fails, Meta sends the events to the app's own address.
        await TryAsync(() => PointHereAsync(meta, phone, cancellation));
        return !registered ? "phone_not_registered"
            : subscribed is not null ? "app_not_subscribed"
            : null;
    }

    /// <summary>
    /// Registers with the given PIN, which is then stored, or with the stored PIN. Returns null on success.
    /// </summary>
    public async Task<GraphException?> RegisterAsync(
        GraphSession meta,
        PhoneRow phone,
        Secret? pin,
        CancellationToken cancellation
    )
    {
        var place = PhoneStore.PinPlace(phone.OrganizationId, phone.Id);
        var used = pin ?? await StoredPinAsync(place, phone, cancellation);
        var error = await TryAsync(() =>
            meta.PhoneNumbers.RegisterAsync(phone.MetaPhoneNumberId, used.Reveal(), cancellation)
        );
        if (error is null && pin is not null)
            await phones.SetPinAsync(phone.Id, await vault.SealAsync(place, pin, cancellation), cancellation);
        return error;
    }

    /// <summary>Events of an instance's number go to the shared hook; every other number has its own address.</summary>
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

    private ValueTask<Secret> StoredPinAsync(SecretPlace place, PhoneRow phone, CancellationToken cancellation) =>
        phone.Pin is { } box
            ? vault.OpenAsync(place, box, cancellation)
            : throw new InvalidOperationException($"The number {phone.Id} has no PIN.");

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
