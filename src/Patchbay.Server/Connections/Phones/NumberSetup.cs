using Patchbay.Graph;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// Sets a stored number up at Meta: registers it, subscribes our app and directs its events here. Each part may be
/// repeated.
/// </summary>
internal sealed class NumberSetup(
    PhoneStore phones,
    ChannelStore channels,
    NumberRegistration registration,
    Database database,
    Vault vault,
    DerivedKeys keys,
    PublicAddress address
)
{
    public const string NotSubscribed = "app_not_subscribed";

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
        var unregistered = await RegisterIfNeededAsync(meta, phone, pin, cancellation);
        // If this fails, Meta sends the events to the app's own address.
        await TryAsync(() => PointHereAsync(meta, phone, cancellation));
        return unregistered?.Reason ?? (subscribed is null ? null : NotSubscribed);
    }

    /// <summary>
    /// Registers with the given PIN, which is then stored, or with the stored PIN, and reads the number again. Returns
    /// null on success.
    /// </summary>
    public async Task<RegistrationObstacle?> RegisterAsync(
        GraphSession meta,
        PhoneRow phone,
        Secret? pin,
        CancellationToken cancellation
    )
    {
        var place = PhoneStore.PinPlace(phone.OrganizationId, phone.Id);
        var used = pin ?? await StoredPinAsync(place, phone, cancellation);
        var wanted = new WantedRegistration(phone.Environment, phone.MetaPhoneNumberId, used)
        {
            IsPinGiven = pin is not null,
            IsPinKnown = phone.PinIsKnown,
        };
        if (await registration.RunAsync(meta, wanted) is { } obstacle)
            return obstacle;
        var box = pin is null ? null : await vault.SealAsync(place, pin, CancellationToken.None);
        await phones.SaveRegisteredAsync(phone.Id, box, CancellationToken.None);
        await ReadAgainAsync(meta, phone, cancellation);
        return null;
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

    /// <summary>
    /// Whether Meta has registered the number: by us, by another partner, or by the app on its phone.
    /// </summary>
    public static bool IsRegistered(PhoneRow phone) => phone.IsCoexistence || phone.Status == "CONNECTED";

    /// <summary>Registers a number that Meta has not registered. Null when it is registered.</summary>
    public async Task<RegistrationObstacle?> RegisterIfNeededAsync(
        GraphSession meta,
        PhoneRow phone,
        Secret? pin,
        CancellationToken cancellation
    )
    {
        var obstacle = IsRegistered(phone) ? null : await RegisterAsync(meta, phone, pin, cancellation);
        await phones.SetRegisteredAsync(phone.Id, obstacle is null, cancellation);
        return obstacle;
    }

    /// <summary>Registering changes what Meta says about a number: its status and its throughput.</summary>
    private async Task ReadAgainAsync(GraphSession meta, PhoneRow phone, CancellationToken cancellation)
    {
        try
        {
            var number = await meta.PhoneNumbers.GetAsync(phone.MetaPhoneNumberId, MetaFields.Phone, cancellation);
            var live = LivePhones.From(number);
            await database.WriteAsync(session => phones.SaveLiveAsync(session, phone.Id, live), cancellation);
        }
        catch (GraphException)
        {
            // The number is registered all the same; its next check reads it.
        }
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
