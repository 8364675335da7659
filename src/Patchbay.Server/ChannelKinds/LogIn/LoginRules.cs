using System.Text.RegularExpressions;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds.LogIn;

/// <summary>Validates requests about a log-in.</summary>
internal static partial class LoginRules
{
    private const int MaxCode = 4096;

    // Instagram appends this fragment to the address, and a single-page application may pass it on with the code.
    private const string InstagramTail = "#_";

    /// <summary>The code and the redirect address of a request, or all faults.</summary>
    public static Outcome<ReturnedCode> Read(ConnectRequest request)
    {
        List<Fault> faults = [];
        var code = CodeOf(request.Code);
        if (code is not { Length: > 0 and <= MaxCode } || !Visible().IsMatch(code))
            faults.Add(new("code", $"'code' is required: 1 to {MaxCode} visible characters."));
        if (RedirectUri(request.RedirectUri) is { } fault)
            faults.Add(fault);
        return faults.Count > 0 || code is null || request.RedirectUri is not { } address
            ? Problem.Invalid(faults)
            : new ReturnedCode(code, address);
    }

    /// <summary>The code without the fragment that Instagram appends.</summary>
    public static string? CodeOf(string? code) =>
        code?.EndsWith(InstagramTail, StringComparison.Ordinal) == true ? code[..^InstagramTail.Length] : code;

    public static Fault? RedirectUri(string? address) =>
        GivenAddress.CheckForBrowser("redirect_uri", address) is null
            ? null
            : new(
                "redirect_uri",
                $"'redirect_uri' is required: an https address (http only to this machine) "
                    + $"of at most {GivenAddress.MaxLength} characters, without user and fragment."
            );

    /// <summary>A state may be left out; the server then makes a state.</summary>
    public static Fault? State(string? state) =>
        state is null || StateShape().IsMatch(state)
            ? null
            : new("state", "'state' must have 8 to 256 letters, digits, '-', '_', '.' or '~'.");

    [GeneratedRegex(@"^[!-~]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Visible();

    [GeneratedRegex(@"^[A-Za-z0-9_.~-]{8,256}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StateShape();
}

/// <summary>A code and the redirect address with which its dialog was opened.</summary>
internal sealed record ReturnedCode(string Code, string RedirectUri);
