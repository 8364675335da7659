using Patchbay.Graph;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>A two-step verification PIN to register a number with.</summary>
/// <param name="Value">Six digits.</param>
/// <param name="IsGiven">Whether the caller named it in this call.</param>
/// <param name="IsKnown">Whether it is the number's as far as we know; false for one that we drew.</param>
internal sealed record NumberPin(Secret Value, bool IsGiven, bool IsKnown);

/// <summary>The two-step verification PINs that numbers are registered under.</summary>
internal sealed class NumberPins(PhoneStore phones, NumberSetup setup, Vault vault, Ids ids, TimeProvider clock)
{
    /// <summary>Returns the stored PIN of a connection's number; null when none is stored.</summary>
    public async Task<Secret?> OfAsync(ConnectionRow connection, CancellationToken cancellation) =>
        (
            await KeptAsync(
                await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation),
                cancellation
            )
        )?.Value;

    /// <summary>
    /// Returns the given PIN, the PIN that is stored for the tenant's number, or a new random PIN. A number that was
    /// deregistered when it was disconnected still has its PIN.
    /// </summary>
    public async Task<NumberPin> ChooseAsync(
        Tenant tenant,
        Secret? given,
        string metaPhoneNumberId,
        CancellationToken cancellation
    )
    {
        if (given is not null)
            return new(given, IsGiven: true, IsKnown: true);
        var kept = await KeptAsync(await phones.FindKnownAsync(tenant, metaPhoneNumberId, cancellation), cancellation);
        return kept ?? new(new Secret(ids.Pin()), IsGiven: false, IsKnown: false);
    }

    /// <summary>
    /// Registers a connection's number at Meta under a PIN, which is then stored. Returns false when the connection has
    /// no number.
    /// </summary>
    public async Task<Outcome<bool>> RegisterAsync(
        GraphSession meta,
        ConnectionRow connection,
        Secret pin,
        CancellationToken cancellation
    )
    {
        if (await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation) is not { } phone)
            return false;
        if (phone.IsCoexistence)
            return RegistrationProblems.OnBusinessApp;
        var obstacle = await setup.RegisterAsync(meta, phone, pin, CancellationToken.None);
        return obstacle is null ? true : RegistrationProblems.Of(obstacle, clock.GetUtcNow());
    }

    private async Task<NumberPin?> KeptAsync(PhoneRow? phone, CancellationToken cancellation)
    {
        if (phone?.Pin is not { } box)
            return null;
        var pin = await vault.OpenAsync(PhoneStore.PinPlace(phone.OrganizationId, phone.Id), box, cancellation);
        return new(pin, IsGiven: false, phone.PinIsKnown);
    }
}
