// The single steps in a program of one's own, without scenario and run folder: register, optical density, clusters.
//
//     dotnet run -c Release examples/02-look-into-a-stack.cs
//
// Every step takes nouns and gives new ones; none changes what it was given. A measured stack would come from
// StackReaders.Read("stack.hdr").ToStack() in place of the made one.
#:project ../src/Stria.Studies/Stria.Studies.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using Stria.Core;
using Stria.Figures;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Studies;

// 1. Counts: a core of Li0.1 in a shell of Li0.45, drifting from frame to frame.
SyntheticStack made = CoreShellScene.Make(MaterialLibrary.Shipped.Find("v2o5-alpha"), new CoreShellOptions { Height = 64, Width = 80, HotPixels = false });

// 2. Where was the sample in each frame? All frames onto their common field.
RegistrationResult shifts = Registration.Find(made.Stack, new RegistrationOptions());
AlignedStack aligned = Resampling.Align(made.Stack, shifts);

// 3. Incident intensity from the open area, optical density ln(I₀/I), and which pixels are particle.
IncidentSpectrum incident = IncidentIntensity.Find(aligned.Stack) ?? throw new InvalidOperationException("no open area");
OpticalDensityStack od = OpticalDensity.From(aligned, StackContent.Intensity, incident, NoiseModel.Poisson);
FoundParticles particles = ParticleMask.Find(od, incident.OpenArea);

// 4. Spectra of a kind: principal components, then clusters that tell chemistry, not thickness.
ComponentMaps found = Components.Find(od, particles.Mask, new ComponentOptions { Clusters = 2 });

// 5. A picture, drawn as the report draws its own.
ClassStyle[] classes = [.. found.ClusterSizes.Select((_, c) => new ClassStyle($"cluster {c + 1}", Palette.Categorical(c)))];
byte[] picture = FigureRenderer.ToPng(new Figure(new LabelPanel(found.Grid, found.LabelMap(), classes) { Title = "clusters" }));

// 6. What was planted: one cluster holds the core, the other the shell, and the drift is found.
int[] core = new int[2], shell = new int[2];
for (int p = 0; p < found.Pixels.Length; p++)
{
    (int row, int column) = Math.DivRem(found.Pixels[p], found.Grid.Width);
    float x = made.Truth.Composition[found.Grid.OriginRow + row, found.Grid.OriginColumn + column];
    core[found.Labels[p]] += x < 0.12 ? 1 : 0;
    shell[found.Labels[p]] += x > 0.43 ? 1 : 0;
}

int ofCore = core[0] > core[1] ? 0 : 1;
double pureCore = (double)core[ofCore] / core.Sum(), pureShell = (double)shell[1 - ofCore] / shell.Sum();
double drift = Enumerable.Range(0, shifts.Rows.Length).Max(f => Math.Abs(shifts.Rows[f] - shifts.Rows[0] - made.Truth.Rows[f] + made.Truth.Rows[0]));
Console.WriteLine($"{particles.Mask.Count} pixels of particle, {found.Count} components; {pureCore:p0} of the core in one cluster, {pureShell:p0} of the shell in the other");
Console.WriteLine($"displacements found to {drift:f2} px; the picture has {picture.Length / 1024} kB");
bool holds = pureCore > 0.9 && pureShell > 0.9 && drift < 0.3;
Console.WriteLine(holds ? "As planted." : "NOT as planted.");
return holds ? 0 : 1;
