namespace Patchbay.Server.Platform.Outbound;

/// <summary>
/// The host has an address that must not be called; nothing was sent. The text names neither host nor address, so that
/// customers cannot explore our network with it.
/// </summary>
public sealed class AddressNotAllowedException() : HttpRequestException("The address is not allowed.")
{
    /// <summary>The error code that deliveries and checks store for it.</summary>
    public const string Reason = "address_not_allowed";
}
