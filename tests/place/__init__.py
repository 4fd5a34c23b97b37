"""Where does a melding belong? Tests of the gemeente, its reason, its disputes and its owner."""
