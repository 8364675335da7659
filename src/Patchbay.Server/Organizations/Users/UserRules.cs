using System.Text.RegularExpressions;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Organizations.Users;

/// <summary>What a user may be called, and what a password may be.</summary>
internal static partial class UserRules
{
    public const int MinPassword = 12;

    private const int MaxPassword = 256,
        MaxEmail = 254,
        MaxName = 200;

    public static readonly Problem EmailTaken =
            new(409, Codes.Conflict, "There is a user with this address already.") { Field = "email" },
        LastAdmin = new(409, Codes.Conflict, "The last admin can neither be removed nor made anything else."),
        NotFound = Problem.NotFound("user");

    /// <summary>Addresses are the same whatever their case.</summary>
    public static string Normal(string email) => email.Trim().ToLowerInvariant();

    public static IReadOnlyList<Fault> Check(LoginRequest request) =>
        Faults(
            Unless(request.Email is { Length: > 0 and <= MaxEmail }, "email", "'email' is required."),
            Unless(request.Password is { Length: > 0 and <= MaxPassword }, "password", "'password' is required."),
            Unless(
                request.Environment is null || Environments.All.Contains(request.Environment),
                "environment",
                "'environment' must be 'sandbox' or 'production'."
            )
        );

    public static IReadOnlyList<Fault> Check(CreateUserRequest request) =>
        Faults(
            Unless(
                request.Email is { Length: <= MaxEmail } email && Address.IsMatch(Normal(email)),
                "email",
                "'email' must be an e-mail address."
            ),
            Password(request.Password ?? ""),
            Role(request.Role ?? ""),
            Name(request.Name)
        );

    public static IReadOnlyList<Fault> Check(UpdateUserRequest request) =>
        request is { Password: null, Role: null, Name: null }
            ? [new("role", "Name what to change: 'role', 'name' or 'password'.")]
            : Faults(
                request.Password is { } password ? Password(password) : null,
                request.Role is { } role ? Role(role) : null,
                Name(request.Name)
            );

    private static Fault? Password(string password) =>
        Unless(
            password.Length is >= MinPassword and <= MaxPassword,
            "password",
            $"'password' must have {MinPassword} to {MaxPassword} characters."
        );

    private static Fault? Role(string role) =>
        Unless(Roles.All.Contains(role), "role", $"'role' must be one of: {string.Join(", ", Roles.All)}.");

    private static Fault? Name(string? name) =>
        Unless(
            name is null || (name.Length <= MaxName && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl)),
            "name",
            $"'name' must have 1 to {MaxName} characters."
        );

    private static Fault? Unless(bool isGood, string field, string sentence) => isGood ? null : new(field, sentence);

    private static IReadOnlyList<Fault> Faults(params Fault?[] faults) => [.. faults.OfType<Fault>()];

    [GeneratedRegex(@"^[^\s@<>,;:""()\\\[\]]+@[a-z0-9.-]+\z", RegexOptions.None, 1000)]
    private static partial Regex Address { get; }
}
