using Patchbay.Graph;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>The two-step verification PINs that numbers are registered under.</summary>
internal sealed class NumberPins(PhoneStore phones, NumberSetup setup, Vault vault, Ids ids)
{
    /// <summary>Returns the stored PIN of a connection's number; null when none is stored.</summary>
    public async Task<Secret?> OfAsync(ConnectionRow connection, CancellationToken cancellation) =>
        await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation) is { Pin: { } pin } phone
            ? await vault.OpenAsync(PhoneStore.PinPlace(phone.OrganizationId, phone.Id), pin, cancellation)
            : null;

    /// <summary>Returns the stored PIN, or a new random PIN for a number that has none.</summary>
    public async Task<Secret> OfOrNewAsync(ConnectionRow? held, CancellationToken cancellation) =>
        (held is null ? null : await OfAsync(held, cancellation)) ?? new Secret(ids.Pin());

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
        var error = await setup.RegisterAsync(meta, phone, pin, CancellationToken.None);
        return error is null ? true : MetaProblems.From(error);
    }
}
