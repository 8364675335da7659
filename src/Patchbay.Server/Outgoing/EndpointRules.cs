using System.Text;
using System.Text.RegularExpressions;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Outgoing;

/// <summary>The limits of an endpoint's members.</summary>
public static partial class EndpointRules
{
    private const int MinSecret = 16,
        MaxSecret = 256,
        MaxHeaders = 10,
        MaxHeaderValue = 1024,
        MaxDescription = 500,
        MaxRate = 1000;

    /// <summary>Checks the form of the address. Where it leads is checked at each call.</summary>
    public static Problem? CheckUrl(string field, string? url) =>
        GivenAddress.Check(field, url) is { } fault ? fault
        : url is null || PortRules.IsAllowed(new Uri(url).Port) ? null
        : Problem.Invalid(field, $"'{field}' must use {PortRules.Sentence}.");

    /// <param name="field">The member with the address.</param>
    /// <param name="url">The address of the request.</param>
    /// <param name="shown">The stored address as answers show it; null for a new webhook.</param>
    public static Problem? CheckMask(string field, string url, string? shown) =>
        EndpointAddress.IsMasked(url) && url != shown
            ? Problem.Invalid(
                field,
                $"'{field}' has a masked query that is not the stored one; send the whole address."
            )
            : null;

    /// <summary>The refusal for every address that may not be called. It reveals nothing about our network.</summary>
    public static Problem NotAllowed(string field) =>
        new(400, AddressNotAllowedException.Reason, $"'{field}' must be a public https address.") { Field = field };

    public static Problem? CheckSecret(string field, string secret) =>
        secret.Length is < MinSecret or > MaxSecret
            ? Problem.Invalid(field, $"'{field}' must have {MinSecret} to {MaxSecret} characters.")
            : null;

    /// <param name="field">The member that holds the names.</param>
    /// <param name="events">The names.</param>
    /// <param name="version">The payload version of the endpoint.</param>
    public static Problem? CheckEvents(
        string field,
        IReadOnlyCollection<string>? events,
        int version = EventVersions.Current
    )
    {
        if (events is not { Count: > 0 })
            return Problem.Invalid(field, $"'{field}' must name at least one event.");
        var known = EventNames.KnownIn(version);
        return events.Count > known.Length + 1 || events.Any(name => name != EventNames.All && !known.Contains(name))
            ? Problem.Invalid(
                field,
                $"'{field}' may hold, in version {version}, only '*' and: {string.Join(", ", known)}."
            )
            : null;
    }

    public static Problem? CheckVersion(string field, int version) =>
        EventVersions.All.Contains(version)
            ? null
            : Problem.Invalid(field, $"'{field}' must be one of: {string.Join(", ", EventVersions.All)}.");

    /// <param name="field">The member that holds the names.</param>
    /// <param name="channels">The names; null stands for all channels.</param>
    /// <param name="known">The channels of this server.</param>
    public static Problem? CheckChannels(
        string field,
        IReadOnlyCollection<string>? channels,
        IReadOnlyCollection<string> known
    ) =>
        channels is null || (channels.Count > 0 && channels.Count <= known.Count && channels.All(known.Contains))
            ? null
            : Problem.Invalid(field, $"'{field}' must be null or a list of: {string.Join(", ", known)}.");

    public static Problem? CheckRate(string field, int? perSecond) =>
        perSecond is null or (>= 1 and <= MaxRate)
            ? null
            : Problem.Invalid(field, $"'{field}' must be null or a whole number from 1 to {MaxRate}.");

    public static Problem? CheckDescription(string field, string? description) =>
        description is not null
        && (description.Length > MaxDescription || description.EnumerateRunes().Any(ShownText.IsHidden))
            ? Problem.Invalid(
                field,
                $"'{field}' may have at most {MaxDescription} characters, in one line, without hidden ones."
            )
            : null;

    public static Problem? CheckHeaders(string field, IReadOnlyDictionary<string, string>? headers)
    {
        if (headers is null)
            return null;
        if (headers.Count > MaxHeaders)
            return Problem.Invalid(field, $"'{field}' may hold at most {MaxHeaders} headers.");
        foreach (var (name, value) in headers)
        {
            if (!Token().IsMatch(name))
                return Problem.Invalid(field, $"'{field}' has a header whose name is not valid; choose another name.");
            if (ReservedHeaders.Has(name))
                return Problem.Invalid(field, $"'{field}' must not set '{name}': this header is reserved.");
            if (value is null or { Length: > MaxHeaderValue } || value.Any(c => c is < ' ' or > '~'))
                return Problem.Invalid(
                    field,
                    $"'{field}' may hold only values of at most {MaxHeaderValue} printable ASCII characters."
                );
        }
        return null;
    }

    /// <summary>Whether two checked addresses lead to the same place.</summary>
    public static bool AreSame(string url, string other) => new Uri(url).AbsoluteUri == new Uri(other).AbsoluteUri;

    /// <summary>Whether two checked addresses have the same scheme, host and port.</summary>
    public static bool AreOfSameOrigin(string url, string other)
    {
        var (first, second) = (new Uri(url), new Uri(other));
        return first.Scheme == second.Scheme && first.IdnHost == second.IdnHost && first.Port == second.Port;
    }

    /// <summary>Returns a new secret in the form of Standard Webhooks, with 256 random bits.</summary>
    public static string NewSecret(Ids ids) => "whsec_" + Convert.ToBase64String(ids.Bytes(32));

    /// <summary>
    /// Returns the key bytes of a secret: the base64 after <c>whsec_</c> when it has 24 to 64 bytes, else the secret's
    /// UTF-8 bytes.
    /// </summary>
    public static byte[] KeyOf(string secret)
    {
        const string prefix = "whsec_";
        var key = new byte[MaxSecret];
        return
            secret.StartsWith(prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[prefix.Length..], key, out var length)
            && length is >= 24 and <= 64
            ? key[..length]
            : Encoding.UTF8.GetBytes(secret);
    }

    [GeneratedRegex("^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
