using System.Text.RegularExpressions;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Hosting;

/// <summary>A rule that makes matching requests fail.</summary>
public sealed record Fault
{
    public string Id { get; init; } = "";

    /// <summary>Operation id, as in the catalogue.</summary>
    public string? Operation { get; init; }

    /// <summary>Pattern of the path after the version; <c>*</c> stands for anything.</summary>
    public string? Path { get; init; }
    public string? Method { get; init; }

    /// <summary>Only requests whose path starts with this phone number's id.</summary>
    public string? PhoneNumberId { get; init; }
    public int Code { get; init; }
    public int? Subcode { get; init; }
    public int? HttpStatus { get; init; }
    public string? Message { get; init; }

    /// <summary>How many matching requests fail; null is all of them.</summary>
    public int? Times { get; init; }

    /// <summary>Only every nth matching request fails.</summary>
    public int? Every { get; init; }

    /// <summary>Wait before the answer; with no code the request then goes on as usual.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Cut the connection: <c>before</c> or <c>after</c> the operation acted.</summary>
    public string? Cut { get; init; }

    /// <summary>Answer with this body, not as JSON: what a broken edge sends.</summary>
    public string? Html { get; init; }

    public static Fault Preset(string name) =>
        name switch
        {
            "expired_token" => new Fault
            {
                Code = 190,
                Subcode = 463,
                HttpStatus = 401,
            },
            "rate_limit" => new Fault { Code = 80007, HttpStatus = 400 },
            "throughput" => new Fault { Code = 130429, HttpStatus = 400 },
            "meta_down" => new Fault { Code = 2, HttpStatus = 503 },
            "bad_gateway" => new Fault
            {
                HttpStatus = 502,
                Html = "<html><body>Sorry, something went wrong.</body></html>",
            },
            "slow" => new Fault { Delay = TimeSpan.FromSeconds(10) },
            "cut" => new Fault { Cut = "before" },
            "lost_answer" => new Fault { Cut = "after" },
            _ => throw new ArgumentException($"Unknown preset: {name}", nameof(name)),
        };
}

/// <summary>The faults of one world and how often each struck.</summary>
internal sealed class FaultSet(EmulatorClock clock)
{
    private readonly Lock _gate = new();
    private readonly List<Armed> _armed = [];
    private int _number;

    public bool Any => _armed.Count > 0;

    public Fault Add(Fault fault)
    {
        lock (_gate)
        {
            var named = fault with { Id = $"fault_{++_number}" };
            _armed.Add(new Armed(named));
            return named;
        }
    }

    public void Clear(string? id = null)
    {
        lock (_gate)
            _armed.RemoveAll(a => id is null || a.Fault.Id == id);
    }

    public IReadOnlyList<(Fault Fault, int Struck)> All()
    {
        lock (_gate)
            return [.. _armed.Select(a => (a.Fault, a.Struck))];
    }

    public async Task ApplyAsync(Call call, string? operation, CancellationToken cancel)
    {
        if (Take(call, operation) is not { } fault)
            return;
        if (fault.Delay is { } delay)
            await Task.Delay(delay, clock.Inner, cancel);
        if (fault.Cut == "before")
            throw new RequestCut();
        call.CutAfter = fault.Cut == "after";
        if (fault.Html is not null)
            throw new EdgeFailure(fault.HttpStatus ?? 502, fault.Html);
        if (fault.Code != 0)
            throw Refusal(fault);
    }

    private Fault? Take(Call call, string? operation)
    {
        lock (_gate)
        {
            foreach (var armed in _armed)
                if (armed.Matches(call, operation) && armed.Strike())
                    return armed.Fault;
            return null;
        }
    }

    private static GraphRefusal Refusal(Fault fault)
    {
        var (title, status) = ProductErrors.Find(fault.Code);
        var message =
            fault.Message
            ?? (fault.Code == 190 ? "Error validating access token: Session has expired." : $"(#{fault.Code}) {title}");
        return new GraphRefusal(fault.Code, message, fault.HttpStatus ?? status)
        {
            Subcode = fault.Subcode,
            IsTransient = fault.Code is 1 or 2 or 131000 or 131016,
            Challenge = fault.Code == 190 ? $"OAuth \"Facebook Platform\" \"invalid_token\" \"{message}\"" : null,
        };
    }

    private sealed class Armed(Fault fault)
    {
        private int _seen;

        public Fault Fault => fault;
        public int Struck { get; private set; }

        public bool Matches(Call call, string? operation) =>
            (fault.Operation is null || fault.Operation == operation)
            && (fault.Method is null || fault.Method.Equals(call.Method, StringComparison.OrdinalIgnoreCase))
            && (fault.PhoneNumberId is null || call.Path.StartsWith(fault.PhoneNumberId, StringComparison.Ordinal))
            && (fault.Path is null || Like(call.Path, fault.Path.TrimStart('/')));

        public bool Strike()
        {
            _seen++;
            if (Struck >= fault.Times || (fault.Every is { } every and > 0 && _seen % every != 0))
                return false;
            Struck++;
            return true;
        }

        private static bool Like(string path, string pattern) =>
            Regex.IsMatch(
                path,
                "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$",
                RegexOptions.None,
                TimeSpan.FromSeconds(1)
            );
    }
}

/// <summary>A fault asked for an answer that is not Graph's.</summary>
internal sealed class EdgeFailure(int status, string html) : Exception
{
    public int Status => status;
    public string Html => html;
}
