namespace Patchbay.Server.Platform.Outbound;

/// <summary>
/// The host stands for an address that must not be called; nothing was sent. The text names neither host nor address,
/// so a customer cannot map our network with it.
/// </summary>
public sealed class AddressNotAllowedException() : HttpRequestException("The address is not allowed.")
{
    /// <summary>What a delivery or a check that ended so is recorded with.</summary>
    public const string Reason = "address_not_allowed";
}
