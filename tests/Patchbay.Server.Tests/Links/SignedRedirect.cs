using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Patchbay.Server.Tests.Links;

/// <summary>An address that a browser was sent to, read as its receiver reads it.</summary>
internal sealed class SignedRedirect
{
    private const string Mark = "&signature=";

    private readonly string _signed;
    private readonly string _signature;

    public SignedRedirect(string? address)
    {
        Address = address ?? throw new InvalidOperationException("There is no address to go to.");
        var query = Address[(Address.IndexOf('?', StringComparison.Ordinal) + 1)..];
        var end = query.LastIndexOf(Mark, StringComparison.Ordinal);
        _signed = end < 0 ? query : query[..end];
        _signature = end < 0 ? "" : query[(end + Mark.Length)..];
    }

    public string Address { get; }

    /// <summary>The address without its signature.</summary>
    public string Unsigned => Address.Split(Mark)[0];

    public string? this[string name] =>
        QueryHelpers.ParseQuery(_signed).TryGetValue(name, out var value) ? value[0] : null;

    public bool IsSignedWith(string secret) =>
        _signature
        == Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(_signed))
        );
}
