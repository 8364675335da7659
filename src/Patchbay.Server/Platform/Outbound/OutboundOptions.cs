using System.Net;
using Microsoft.Extensions.Options;

namespace Patchbay.Server.Platform.Outbound;

/// <summary>The networks that calls to customers' addresses may reach.</summary>
public sealed class OutboundOptions
{
    public const string Section = "Outbound";

    /// <summary>
    /// Networks in CIDR form (<c>10.20.0.0/16</c>) that may be called although they are not public. They apply to all
    /// organizations and both environments, so list only what the receivers need. Default: none.
    /// </summary>
    public IList<string> AllowedNetworks { get; set; } = [];
}

internal sealed class OutboundOptionsCheck : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options) =>
        options.AllowedNetworks.FirstOrDefault(entry => !IsNetwork(entry)) is { } bad
            ? ValidateOptionsResult.Fail(
                $"{OutboundOptions.Section}:{nameof(OutboundOptions.AllowedNetworks)} has '{bad}', which is not a "
                    + "network in canonical CIDR form, such as 10.20.0.0/16 or fd00:20::/48 "
                    + "(no bits beyond the prefix, IPv4 not written as IPv6)."
            )
            : ValidateOptionsResult.Success;

    // Only the canonical spelling is accepted. The parser reads "10/8" as 0.0.0.0/8 and "10.1.2.3/8" as 10.0.0.0/8,
    // which may not be the intended network. Addresses are compared unmapped, so a mapped network would never match.
    private static bool IsNetwork(string entry) =>
        IPNetwork.TryParse(entry, out var network)
        && string.Equals(network.ToString(), entry, StringComparison.OrdinalIgnoreCase)
        && !network.BaseAddress.IsIPv4MappedToIPv6;
}
