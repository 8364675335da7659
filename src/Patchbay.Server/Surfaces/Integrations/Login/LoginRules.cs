using System.Text.Json;
using System.Text.RegularExpressions;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Integrations.Login;

/// <summary>What a caller may send about a log-in.</summary>
internal static partial class LoginRules
{
    private const int MaxCode = 4096,
        MaxAddress = 2048,
        MaxPages = 50;

    // A single-page application reads the fragment that Instagram leaves at the end of the address.
    private const string InstagramTail = "#_";

    public static Problem? Check(ConnectRequest request)
    {
        List<Fault> faults = [];
        if (CodeOf(request) is not { Length: > 0 and <= MaxCode } code || !Visible().IsMatch(code))
            faults.Add(new("code", $"'code' is required: 1 to {MaxCode} visible characters."));
        if (RedirectUri(request.RedirectUri) is { } fault)
            faults.Add(fault);
        return faults.Count > 0 ? Problem.Invalid(faults) : null;
    }

    public static string? CodeOf(ConnectRequest request) =>
        request.Code?.EndsWith(InstagramTail, StringComparison.Ordinal) == true
            ? request.Code[..^InstagramTail.Length]
            : request.Code;

    public static Fault? RedirectUri(string? address) =>
        address is { Length: > 0 and <= MaxAddress }
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri is { UserInfo: "", Fragment: "" }
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? null
            : new(
                "redirect_uri",
                $"'redirect_uri' is required: an https address (http only to this machine) of at most {MaxAddress} characters, without user and fragment."
            );

    /// <summary>Null is a state of our making.</summary>
    public static Fault? State(string? state) =>
        state is null || StateShape().IsMatch(state)
            ? null
            : new("state", "'state' must have 8 to 256 letters, digits, '-', '_', '.' or '~'.");

    public static (IReadOnlyList<string> Pages, Problem? Problem) PagesOf(PagesRequest request)
    {
        List<Fault> faults = [];
        if (request.UserToken is not { Length: > 0 and <= 256 })
            faults.Add(new("user_token", "'user_token' is required: what connecting answered."));
        var pages = request.Pages is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(IdOf).ToList()
            : [];
        if (pages.Count is 0 or > MaxPages)
            faults.Add(new("pages", $"'pages' is required: 1 to {MaxPages} ids of pages, or objects with an 'id'."));
        for (var i = 0; i < pages.Count && i < MaxPages; i++)
        {
            if (pages[i] is null)
                faults.Add(new($"pages[{i}]", $"'pages[{i}]' must be a page's id, or an object with it."));
        }
        return faults.Count > 0
            ? ([], Problem.Invalid(faults))
            : ([.. pages.OfType<string>().Distinct(StringComparer.Ordinal)], null);
    }

    private static string? IdOf(JsonElement page)
    {
        var id = page.ValueKind == JsonValueKind.Object && page.TryGetProperty("id", out var member) ? member : page;
        return id.ValueKind == JsonValueKind.String && MetaId().IsMatch(id.GetString()!) ? id.GetString() : null;
    }

    [GeneratedRegex(@"^[!-~]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Visible();

    [GeneratedRegex(@"^[A-Za-z0-9_.~-]{8,256}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StateShape();

    [GeneratedRegex(@"^[0-9]{1,32}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MetaId();
}
