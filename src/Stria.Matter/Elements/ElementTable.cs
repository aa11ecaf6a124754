namespace Stria.Matter;

/// <summary>The elements and their standard atomic weights (see <see cref="Element.Source"/>).</summary>
internal static class ElementTable
{
    /// <summary>By atomic number; elements without a standard atomic weight are left out.</summary>
    public static readonly Element[] Elements =
    [
        new(1, "H", 1.008), new(2, "He", 4.002602), new(3, "Li", 6.94), new(4, "Be", 9.0121831), new(5, "B", 10.81),
        new(6, "C", 12.011), new(7, "N", 14.007), new(8, "O", 15.999), new(9, "F", 18.998403), new(10, "Ne", 20.1797),
        new(11, "Na", 22.989769), new(12, "Mg", 24.305), new(13, "Al", 26.981538), new(14, "Si", 28.085), new(15, "P", 30.973762),
        new(16, "S", 32.06), new(17, "Cl", 35.45), new(18, "Ar", 39.95), new(19, "K", 39.0983), new(20, "Ca", 40.078),
        new(21, "Sc", 44.955907), new(22, "Ti", 47.867), new(23, "V", 50.9415), new(24, "Cr", 51.9961), new(25, "Mn", 54.938043),
        new(26, "Fe", 55.845), new(27, "Co", 58.933194), new(28, "Ni", 58.6934), new(29, "Cu", 63.546), new(30, "Zn", 65.38),
        new(31, "Ga", 69.723), new(32, "Ge", 72.630), new(33, "As", 74.921595), new(34, "Se", 78.971), new(35, "Br", 79.904),
        new(36, "Kr", 83.798), new(37, "Rb", 85.4678), new(38, "Sr", 87.62), new(39, "Y", 88.905838), new(40, "Zr", 91.224),
        new(41, "Nb", 92.90637), new(42, "Mo", 95.95), new(44, "Ru", 101.07), new(45, "Rh", 102.90549), new(46, "Pd", 106.42),
        new(47, "Ag", 107.8682), new(48, "Cd", 112.414), new(49, "In", 114.818), new(50, "Sn", 118.710), new(51, "Sb", 121.760),
        new(52, "Te", 127.60), new(53, "I", 126.90447), new(54, "Xe", 131.293), new(55, "Cs", 132.905452), new(56, "Ba", 137.327),
        new(57, "La", 138.90547), new(58, "Ce", 140.116), new(59, "Pr", 140.90766), new(60, "Nd", 144.242), new(62, "Sm", 150.36),
        new(63, "Eu", 151.964), new(64, "Gd", 157.25), new(65, "Tb", 158.925354), new(66, "Dy", 162.500), new(67, "Ho", 164.930329),
        new(68, "Er", 167.259), new(69, "Tm", 168.934219), new(70, "Yb", 173.045), new(71, "Lu", 174.9668), new(72, "Hf", 178.486),
        new(73, "Ta", 180.94788), new(74, "W", 183.84), new(75, "Re", 186.207), new(76, "Os", 190.23), new(77, "Ir", 192.217),
        new(78, "Pt", 195.084), new(79, "Au", 196.966570), new(80, "Hg", 200.592), new(81, "Tl", 204.38), new(82, "Pb", 207.2),
        new(83, "Bi", 208.98040), new(90, "Th", 232.0377), new(91, "Pa", 231.03588), new(92, "U", 238.02891),
    ];
}
