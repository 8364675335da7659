using System.Text.RegularExpressions;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Organizations.Users;

/// <summary>The members of a log-in; all are valid.</summary>
/// <param name="Email">In lower case.</param>
/// <param name="Password">As it was given.</param>
/// <param name="Environment">The environment of the user; null looks in production first.</param>
internal sealed record Credentials(string Email, string Password, string? Environment);

/// <summary>A user to create; all members are valid.</summary>
/// <param name="Email">In lower case.</param>
/// <param name="Password">In plain text.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Name">The user's name.</param>
internal sealed record NewUser(string Email, string Password, string Role, string? Name);

/// <summary>The rules for the members of users and log-ins.</summary>
internal static partial class UserRules
{
    public const int MinPassword = 12;

    private const int MaxPassword = 256,
        MaxEmail = 254,
        MaxName = 200;

    public static readonly Problem EmailTaken =
            new(409, Codes.Conflict, "A user with this e-mail address exists already.") { Field = "email" },
        LastAdmin = new(409, Codes.Conflict, "The last admin can be neither removed nor given another role."),
        NotFound = Problem.NotFound("user");

    /// <summary>The form in which addresses are compared: case does not matter.</summary>
    public static string Normal(string email) => email.Trim().ToLowerInvariant();

    public static Outcome<Credentials> Read(LoginRequest request)
    {
        var (email, password) = (request.Email ?? "", request.Password ?? "");
        var faults = Faults(
            Unless(email.Length is > 0 and <= MaxEmail, "email", "'email' is required."),
            Unless(password.Length is > 0 and <= MaxPassword, "password", "'password' is required."),
            Unless(
                request.Environment is null || Environments.All.Contains(request.Environment),
                "environment",
                "'environment' must be 'sandbox' or 'production'."
            )
        );
        return faults.Count > 0
            ? Problem.Invalid(faults)
            : new Credentials(Normal(email), password, request.Environment);
    }

    public static Outcome<NewUser> Read(CreateUserRequest request)
    {
        var (email, password, role) = (request.Email ?? "", request.Password ?? "", request.Role ?? "");
        var faults = Faults(
            Unless(
                email.Length <= MaxEmail && Address.IsMatch(Normal(email)),
                "email",
                "'email' must be an e-mail address."
            ),
            Password(password),
            Role(role),
            Name(request.Name)
        );
        return faults.Count > 0 ? Problem.Invalid(faults) : new NewUser(Normal(email), password, role, request.Name);
    }

    public static IReadOnlyList<Fault> Check(UpdateUserRequest request) =>
        request is { Password: null, Role: null, Name: null }
            ? [new("role", "Send what to change: 'role', 'name' or 'password'.")]
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
